"""Finding the overlaps of a case, from the MARAC tables, what was shared, and the meetings."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.overlaps.records import LeadBasis, Overlap, ReviewBasis, Share, Unshared
from service.questions import Questions, Row
from service.replaying import meetings_of

_OWN = Questions("service.overlaps")
_MAPPA = "mappa"


def marac_overlaps(store: GraphStore, case_ref: str, as_of: AsOf) -> list[Overlap]:
    """Return the open MARAC cases that name the nominal of a case, the newest referral first.

    None for a case of which no episode has begun. Raises StoreError.
    """
    episode = _episode(store, case_ref, as_of)
    if episode is None:
        return []
    roles: dict[str, set[str]] = {}
    for row in _OWN.ask_each(store, "named_in", [episode["subject"]], as_of):
        roles.setdefault(row["marac"], set()).add(row["role"])
    told = _open_cases(store, sorted(roles), as_of)
    people: dict[str, set[str]] = {}
    for row in _OWN.ask_each(store, "people", sorted(told), as_of):
        people.setdefault(row["marac"], set()).add(row["person"])
    shares = _shares(store, case_ref, as_of)
    planned = [one.held_on for one in meetings_of(store, case_ref, as_of)]
    found = [
        _overlap(row, roles[marac], people.get(marac, set()), shares, episode, planned, as_of.day)
        for marac, row in told.items()
    ]
    return sorted(found, key=lambda one: (-one.referred_on.toordinal(), one.marac_ref))


def _episode(store: GraphStore, case_ref: str, as_of: AsOf) -> Row | None:
    """Return the episode that holds, else the last that began; of several the one that started last."""
    begun = [row for row in _OWN.ask_each(store, "episodes", [case_ref], as_of) if row["valid_from"] <= as_of.day]
    return max(begun, key=lambda row: (as_of.day < row["valid_to"], row["valid_from"], row["subject"]), default=None)


def _open_cases(store: GraphStore, maracs: Sequence[str], as_of: AsOf) -> Mapping[str, Row]:
    rows = _OWN.ask_each(store, "maracs", maracs, as_of)
    told = {row["marac"]: row for row in sorted(rows, key=lambda one: (one["known_from"], one["area"]))}
    return {
        marac: row
        for marac, row in told.items()
        if row["referred_on"] <= as_of.day and (row["closed_on"] is None or row["closed_on"] > as_of.day)
    }


def _shares(store: GraphStore, case_ref: str, as_of: AsOf) -> list[Row]:
    """Return what was shared from or with the case, each with the MARAC cases it is about, the newest last."""
    rows = _OWN.ask_each(store, "shares", [case_ref], as_of)
    about: dict[str, set[str]] = {}
    for row in _OWN.ask_each(store, "shared_about", sorted({row["share"] for row in rows}), as_of):
        about.setdefault(row["share"], set()).add(row["marac"])
    told = [row | {"maracs": about.get(row["share"], set())} for row in rows]
    return sorted(told, key=lambda row: (row["shared_on"], row["share"]))


def _overlap(  # noqa: PLR0913, PLR0917 - one row of each table it is made of
    marac: Row,
    roles: Collection[str],
    people: Collection[str],
    shares: Sequence[Row],
    episode: Row,
    planned: Sequence[date],
    day: date,
) -> Overlap:
    ref = marac["marac"]
    own = [row for row in shares if ref in row["maracs"]]
    done = [row for row in own if row["shared_on"] <= day]
    forum, basis = _lead(done, roles, episode)
    review_on, review = _next_review(marac, episode, planned, day)
    return Overlap(
        marac_ref=ref,
        marac_area=marac["area"],
        roles=tuple(sorted(roles)),
        referred_on=marac["referred_on"],
        heard_on=marac["heard_on"],
        lead_forum=forum,
        lead_basis=basis,
        shares=tuple(_share(row) for row in done),
        not_shared_because=None if done else _reason(own, shares, roles, day),
        next_review_on=review_on,
        next_review_basis=review,
        people=frozenset(people),
    )


def _share(row: Row) -> Share:
    return Share(row["share"], row["shared_on"], row["from_agency"], row["to_agency"], row["what"])


def _lead(done: Sequence[Row], roles: Collection[str], episode: Row) -> tuple[str | None, LeadBasis | None]:
    recorded = [row["lead_forum"] for row in done if row["lead_forum"]]
    if recorded:
        return recorded[-1], LeadBasis.RECORDED
    is_registered = (episode["kind"] or _MAPPA) == _MAPPA
    if "perpetrator" in roles and is_registered:
        return _MAPPA, LeadBasis.GUIDANCE
    return None, None


def _reason(own: Sequence[Row], shares: Sequence[Row], roles: Collection[str], day: date) -> Unshared:
    by_day = [row for row in shares if row["shared_on"] <= day]
    if "perpetrator" not in roles:
        return Unshared.NOMINAL_IS_A_VICTIM
    if own:
        return Unshared.ONLY_AFTER
    if any(not row["maracs"] for row in by_day):
        return Unshared.WITHOUT_NAMING_IT
    return Unshared.ABOUT_ANOTHER if by_day else Unshared.NOTHING_RECORDED


def _next_review(
    marac: Row, episode: Row, planned: Sequence[date], day: date
) -> tuple[date | None, ReviewBasis | None]:
    told = [
        (marac["heard_on"], ReviewBasis.MARAC_HEARING),
        (episode["next_review_on"], ReviewBasis.MAPPA_REVIEW),
        *((meeting, ReviewBasis.MAPPA_MEETING) for meeting in planned),
    ]
    order = list(ReviewBasis)
    coming = [(on, order.index(basis)) for on, basis in told if on is not None and on >= day]
    if not coming:
        return None, None
    on, place = min(coming)
    return on, order[place]
