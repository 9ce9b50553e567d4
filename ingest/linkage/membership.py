"""Which thing each record was about, at every time of knowledge."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ingest.linkage.exact import Bearer, JoinRule, RefusedJoin, join_records
from ingest.linkage.judgements import Ruling

OWN = "own"


@dataclass(frozen=True)
class Version:
    """What one record bore from one time of knowledge to another."""

    known_from: datetime
    known_to: datetime
    identifiers: Mapping[str, str]


@dataclass(frozen=True)
class History:
    """A record and all it ever bore; `order` is its agency and reference, `own_id` the id of a thing of its own."""

    record: str
    order: tuple[str, str]
    own_id: str
    versions: Sequence[Version]

    @property
    def first_known(self) -> datetime:
        """Return when the record was first known."""
        return min(version.known_from for version in self.versions)


@dataclass(frozen=True)
class Membership:
    """That a record is about a thing, from one time of knowledge to another, and what says so.

    `basis` is a kind of identifier, a voice of judgements, or OWN.
    """

    record: str
    thing: str
    basis: str
    known_from: datetime
    known_to: datetime


def _at(
    histories: Sequence[History], moment: datetime, rule: JoinRule, ruled: Sequence[Ruling]
) -> tuple[dict[str, tuple[str, str]], list[RefusedJoin]]:
    bearers = []
    known = [history for history in histories if history.first_known <= moment]
    stating = set()
    for history in known:
        held = [v.identifiers for v in history.versions if v.known_from <= moment < v.known_to]
        bearers.append(Bearer(history.record, history.order, held[0] if held else {}))
        if held:
            stating.add(history.record)
    # As with identifiers, what was taken back joins nothing while it is.
    now = [r for r in ruled if r.known_from <= moment < r.known_to and {r.left, r.right} <= stating]
    joined = join_records(bearers, rule, now)
    by_record = {history.record: history for history in known}
    about: dict[str, tuple[str, str]] = {}
    for group in joined.things:
        first = min((by_record[record] for record in group), key=lambda h: (h.first_known, h.order))
        for record in group:
            basis = OWN if record == first.record else joined.basis[record]
            about[record] = (first.own_id, basis)
    return about, list(joined.refused)


def _moments(histories: Sequence[History], ruled: Sequence[Ruling], end: datetime) -> list[datetime]:
    of_versions = {moment for h in histories for v in h.versions for moment in (v.known_from, v.known_to)}
    return sorted(of_versions.union(*((r.known_from, r.known_to) for r in ruled)) - {end})


def trace_last(
    histories: Sequence[History], rule: JoinRule, end: datetime, ruled: Sequence[Ruling] = ()
) -> tuple[dict[str, str], list[RefusedJoin]]:
    """Return what each record is about in the end, and the joins refused then."""
    about, refused = _at(histories, _moments(histories, ruled, end)[-1], rule, ruled)
    return {record: thing for record, (thing, _) in about.items()}, refused


def trace_memberships(
    histories: Sequence[History], rule: JoinRule, end: datetime, ruled: Sequence[Ruling] = ()
) -> tuple[list[Membership], list[RefusedJoin]]:
    """Return what each record was about over all times of knowledge up to `end`, and the joins refused at the last.

    `ruled` is what judgements say of any two of the records. A thing keeps the id of the record of it that was known
    first, so that it outlives joins.
    """
    moments = _moments(histories, ruled, end)
    traced: list[Membership] = []
    refused: list[RefusedJoin] = []
    for moment, until in zip(moments, [*moments[1:], end], strict=True):
        about, refused = _at(histories, moment, rule, ruled)
        traced += [Membership(record, thing, basis, moment, until) for record, (thing, basis) in about.items()]
    return list(_merge_adjacent(traced)), refused


def _merge_adjacent(traced: Iterable[Membership]) -> Iterable[Membership]:
    last: dict[str, Membership] = {}
    for membership in traced:
        before = last.get(membership.record)
        if before and (before.thing, before.basis, before.known_to) == (
            membership.thing,
            membership.basis,
            membership.known_from,
        ):
            last[membership.record] = Membership(
                before.record, before.thing, before.basis, before.known_from, membership.known_to
            )
            continue
        if before:
            yield before
        last[membership.record] = membership
    yield from last.values()
