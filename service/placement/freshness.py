"""Whether what is known is recent enough to answer from: police and probation must have sent lately."""

from datetime import date

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.placement.questions import ask

_KINDS = ("police", "probation")


def is_stale(store: GraphStore, area: str, as_of: AsOf, stale_days: int) -> bool:
    """Whether the newest feed of the area's police, or of its probation, is older than `stale_days`.

    An agency without an area works in all of them. Where neither has ever sent anything it is stale; of one that never
    has nothing is asked, since an area may get both from one sender. Where nobody has said yet what any agency is,
    whoever sent last counts.
    """
    told = {str(row["agency"]): row["received"] for row in ask(store, "newest_feeds", as_of)}
    newest = {agency: received for agency, received in told.items() if isinstance(received, date)}
    described = ask(store, "agencies_described", as_of)
    if not described:
        return not newest or (as_of.day - max(newest.values())).days > stale_days
    by_kind: dict[str, date] = {}
    for agency in (one for one in described if one["kind"] in _KINDS):
        received = newest.get(str(agency["agency"]))
        if received is not None and agency["area"] in {area, None, ""}:
            kind = str(agency["kind"])
            by_kind[kind] = max(received, by_kind.get(kind, received))
    return not by_kind or any((as_of.day - received).days > stale_days for received in by_kind.values())
