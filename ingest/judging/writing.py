"""The one write that keeps judgements with all that follows from them, worked out by what lands feeds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl
import pyarrow as pa

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import Batch, GraphStore, Link
from ingest.deriving.difference import Difference
from ingest.deriving.statements import FROM, TO
from ingest.judging.said import JUDGED, MATCHED, PROPOSED, Judged, Matched, Waiting, as_frame, as_judgements
from ingest.landing.batches import build_batch
from ingest.landing.consequences import find_differences
from ingest.landing.joining import Joining, join_judged
from ingest.landing.reach import reach
from ingest.landing.standing import Standing, as_changes
from ingest.landing.state import LandedState
from ingest.linkage.exact import RefusedJoin
from ingest.linkage.histories import build_histories
from ingest.linkage.identifiers import RULES, borne_identifiers
from ingest.linkage.judgements import rulings_by_group
from ingest.linkage.membership import trace_last

PEOPLE = "persons"
_NAMES = (FROM, TO, "statement", "known_from")


@dataclass(frozen=True)
class Changes:
    """What is to be written: `ended` judgements as they are once undone, `settled` those that no longer wait."""

    judged: tuple[Judged, ...] = ()
    matched: tuple[Matched, ...] = ()
    ended: tuple[Judged | Matched, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    settled: tuple[Waiting, ...] = ()

    @property
    def decisive(self) -> tuple[Judged | Matched, ...]:
        """Return what may change who is who."""
        return (*self.judged, *self.matched, *self.ended)


@dataclass(frozen=True)
class Worked:
    """What changes come to, worked out and not written: who is who, and every statement that moves, by link."""

    changes: Changes
    batch: Batch
    joining: Joining | None
    differences: tuple[tuple[Link, Difference], ...]

    @cached_property
    def people_before(self) -> Mapping[str, str]:
        """Return whom each record reached is about now."""
        return _about(self.joining.was) if self.joining else {}

    @cached_property
    def people_after(self) -> Mapping[str, str]:
        """Return whom each record reached would be about."""
        return _about(self.joining.now) if self.joining else {}

    @property
    def moved(self) -> Mapping[str, tuple[str, str]]:
        """Return the records that would be about another person: whom they are about, and whom they would be."""
        after = self.people_after
        both = {record: (person, after[record]) for record, person in self.people_before.items()}
        return {record: pair for record, pair in both.items() if pair[0] != pair[1]}

    def refused(self) -> tuple[RefusedJoin, ...]:
        """Return the joins that would still be refused, among all the records reached."""
        if self.joining is None:
            return ()
        contested = self.joining.groups.filter(~pl.col("is_peaceful"))
        versions = self.joining.versions.join(contested, on="record", how="semi")
        histories = build_histories(PEOPLE, versions, borne_identifiers(PEOPLE, versions))
        ruled = rulings_by_group(self.joining.rulings, contested)
        found: list[RefusedJoin] = []
        for (number,), group in contested.sort("group", "record").group_by("group", maintain_order=True):
            members = [histories[record] for record in group["record"]]
            found += trace_last(members, RULES[PEOPLE], MAX_MOMENT, ruled.get(int(str(number)), ()))[1]
        return tuple(found)


def _about(memberships: pl.DataFrame) -> dict[str, str]:
    now = memberships.filter(pl.col("known_to") == MAX_MOMENT)
    return dict(now.select("record", "thing").iter_rows())


def work_out(store: GraphStore, changes: Changes) -> Worked:
    """Derive all that changes reach as it is and as it would be; nothing is written."""
    own = _own_batch(changes)
    if not changes.decisive:
        return Worked(changes, own, None, ())
    state = LandedState(store)
    records = sorted({record for one in changes.decisive for record in one.pair})
    versions = as_changes(state.versions_of(records))
    joining = join_judged(PEOPLE, versions, state, as_judgements(changes.decisive))
    standing, joinings = Standing(state), {PEOPLE: joining}
    differences = tuple(find_differences(standing, joinings, reach(standing, joinings)))
    derived = build_batch(standing, pl.DataFrame(), joinings, differences)
    batch = replace(derived, removals={**derived.removals, **own.removals}, links={**derived.links, **own.links})
    return Worked(changes, batch, joining, differences)


def write(store: GraphStore, worked: Worked) -> None:
    """Write what was worked out, whole or not at all; to be called in the lease it was worked out in."""
    if worked.batch.tables:
        store.write(worked.batch)


def _own_batch(changes: Changes) -> Batch:
    """Return the judgements themselves: what ends is taken away as it was and added as it is."""
    ended = {link: [one for one in changes.ended if isinstance(one, kind)] for link, kind in _KINDS.items()}
    links = {JUDGED: (*changes.judged, *ended[JUDGED]), MATCHED: (*changes.matched, *ended[MATCHED]),
             PROPOSED: changes.waiting}  # fmt: skip
    removals = {**ended, PROPOSED: changes.settled}
    return Batch(
        removals={link: _table(link, kept).select(list(_NAMES)) for link, kept in removals.items() if kept},
        links={link: _table(link, kept) for link, kept in links.items() if kept},
    )


_KINDS: Mapping[Link, type[Judged | Matched]] = {JUDGED: Judged, MATCHED: Matched}


def _table(link: Link, kept: Iterable[Judged | Matched | Waiting]) -> pa.Table:
    return as_frame(link, kept).to_arrow()
