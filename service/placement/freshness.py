"""Whether what is known is recent enough to answer from: police and probation must have sent lately."""

from datetime import date

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.placement.questions import ask


def is_stale(store: GraphStore, area: str, as_of: AsOf, stale_days: int) -> bool:
    """Whether the newest feed of the area's police, or of its probation, is older than `stale_days`.

    An agency without an area works in all of them. Where neither has ever sent anything it is stale; of one that never
    has nothing is asked, since an area may get both from one sender.
    """
    newest = {str(row["agency"]): row["received"] for row in ask(store, "newest_feeds", as_of)}
    by_kind: dict[str, date] = {}
    for agency in ask(store, "forces_and_probation", as_of):
        received = newest.get(str(agency["agency"]))
        if isinstance(received, date) and agency["area"] in {area, None, ""}:
            kind = str(agency["kind"])
            by_kind[kind] = max(received, by_kind.get(kind, received))
    return not by_kind or any((as_of.day - received).days > stale_days for received in by_kind.values())
