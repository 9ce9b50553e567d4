"""Which people and addresses the records of a group turn out to be about, with all records they hang together with."""

from dataclasses import dataclass

import polars as pl

from graph_schema.periods import MAX_MOMENT
from ingest.landing.standing import as_before, as_changes
from ingest.landing.state import CHANGES, MEMBERSHIPS, LandedState
from ingest.linkage.agreement import find_peaceful, hang_together, trace_peaceful
from ingest.linkage.histories import build_histories
from ingest.linkage.identifiers import RULES, borne_identifiers
from ingest.linkage.judgements import (
    JUDGEMENTS,
    RULINGS,
    Answer,
    as_borne,
    deciding,
    find_disputed,
    rulings_by_group,
    weigh,
)
from ingest.linkage.membership import OWN, trace_memberships
from ingest.records import own_id

GROUPS = pl.Schema({"record": pl.String(), "group": pl.Int64(), "is_peaceful": pl.Boolean()})
"""Which records share identifiers or are judged the same, directly or through others, and whether nothing about them
contradicts another: no identifier, and no judgement."""


@dataclass(frozen=True)
class Joining:
    """The people or addresses of `table`: the records a group touches and all that hang together with them.

    `versions` is all that they ever stated, in the columns of CHANGES; `was` and `now` are memberships before the group
    and after it, `borne` the identifiers that records newly bear, `groups` in the columns of GROUPS, `rulings` what
    judgements come to, in the columns of RULINGS.
    """

    table: str
    versions: pl.DataFrame
    was: pl.DataFrame
    now: pl.DataFrame
    borne: pl.DataFrame
    groups: pl.DataFrame
    rulings: pl.DataFrame

    @property
    def moved(self) -> pl.DataFrame:
        """Return the memberships of records known before that no longer are what they were."""
        known = self.was.select("record").unique()
        return self.was.join(self.now.join(known, on="record"), on=list(MEMBERSHIPS), how="anti")


def join(table: str, changes: pl.DataFrame, state: LandedState) -> Joining:
    """Trace who is who among the records of `changes`, which holds every version of the records a group touches."""
    return join_judged(table, changes, state, pl.DataFrame(schema=JUDGEMENTS))


def join_judged(table: str, changes: pl.DataFrame, state: LandedState, judged: pl.DataFrame) -> Joining:
    """Do what `join` does, with `judged` in place of what the store holds under the same names; JUDGEMENTS."""
    borne = borne_identifiers(table, changes)
    neighbours, judgements = _neighbours(table, changes, borne, _Judged(table, state, judged))
    versions = pl.concat([changes, neighbours])
    borne = pl.concat([borne, borne_identifiers(table, neighbours)])
    rulings = deciding(weigh(judgements))
    now, groups = trace(table, versions, borne, rulings)
    before = as_before(versions)
    was = state.memberships(table, before["record"].unique().to_list())
    had = borne_identifiers(table, before).select("record", "identifier").unique()
    newly = borne.select("record", "identifier").unique().join(had, on=["record", "identifier"], how="anti")
    return Joining(table, versions, was, now, newly, groups, rulings)


@dataclass(frozen=True)
class _Judged:
    """The judgements about records of `table`: those in the store, and those that take their place or come on top."""

    table: str
    state: LandedState
    changed: pl.DataFrame

    def about(self, records: set[str]) -> pl.DataFrame:
        if self.table != "persons":
            return pl.DataFrame(schema=JUDGEMENTS)
        named = list(records)
        touching = pl.col("left").is_in(named) | pl.col("right").is_in(named)
        stored = self.state.judgements(sorted(records)).join(self.changed, on="statement", how="anti")
        return pl.concat([stored, self.changed.filter(touching)])


def _neighbours(
    table: str, versions: pl.DataFrame, borne: pl.DataFrame, judged: _Judged
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return all versions of the records beyond `versions` that hang together with them, and the judgements about all.

    They do through what they ever bore, and where anybody ever judged them the same.
    """
    state, found, said = judged.state, [pl.DataFrame(schema=CHANGES)], [pl.DataFrame(schema=JUDGEMENTS)]
    if state.is_empty:
        return found[0], said[0]
    seen_records = set(versions["record"])
    seen: set[str] = set()
    frontier, fresh = set(borne["identifier"]), seen_records
    while frontier or fresh:
        seen |= frontier
        bearing = state.records_bearing(sorted(frontier))["record"]
        said.append(judged.about(fresh))
        same = said[-1].filter(pl.col("answer") == Answer.SAME)
        strangers = sorted({*bearing, *same["left"], *same["right"]} - seen_records)
        fresh = set(strangers)
        seen_records |= fresh
        found.append(as_changes(state.versions_of(strangers)))
        frontier = set(borne_identifiers(table, found[-1])["identifier"]) - seen
    return pl.concat(found), pl.concat(said).unique("statement", maintain_order=True)


def trace(
    table: str, versions: pl.DataFrame, borne: pl.DataFrame, rulings: pl.DataFrame | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the memberships of all records of `versions`, and how those that hang together do: MEMBERSHIPS, GROUPS."""
    ruled = pl.DataFrame(schema=RULINGS) if rulings is None else rulings
    known = versions.group_by("record").agg(pl.col("known_from").min().alias("first_known"))
    tied = pl.concat([borne, as_borne(ruled, versions)])
    shared = tied.group_by("identifier").agg(pl.col("record").n_unique().alias("n")).filter(pl.col("n") > 1)
    joinable = tied.join(shared, on="identifier", how="semi")
    alone = known.join(joinable, on="record", how="anti").select(
        "record",
        own_id(table, pl.col("record")).alias("thing"),
        pl.lit(OWN).alias("basis"),
        pl.col("first_known").alias("known_from"),
        pl.lit(MAX_MOMENT, pl.Datetime("us")).alias("known_to"),
    )
    groups = hang_together(joinable)
    peaceful = find_peaceful(table, borne, groups).join(find_disputed(ruled, groups), on="group", how="anti")
    rest = groups.join(peaceful, on="record", how="anti")
    plain = trace_peaceful(table, versions, joinable, peaceful)
    contested = _trace_groups(table, versions.join(rest, on="record", how="semi"), borne, rest, ruled)
    kinds = [part.with_columns(pl.lit(value).alias("is_peaceful")) for part, value in ((peaceful, True), (rest, False))]
    return pl.concat([alone, plain, contested]), pl.concat(kinds)


def _trace_groups(
    table: str, versions: pl.DataFrame, borne: pl.DataFrame, groups: pl.DataFrame, rulings: pl.DataFrame
) -> pl.DataFrame:
    histories = build_histories(table, versions, borne.join(groups, on="record", how="semi"))
    ruled = rulings_by_group(rulings, groups)
    traced = []
    for (number,), group in groups.sort("group", "record").group_by("group", maintain_order=True):
        members = [histories[record] for record in group["record"]]
        of_group = ruled.get(int(str(number)), ())
        memberships, _ = trace_memberships(members, RULES[table], MAX_MOMENT, of_group)
        traced += [(m.record, m.thing, m.basis, m.known_from, m.known_to) for m in memberships]
    return pl.DataFrame(traced, schema=MEMBERSHIPS, orient="row")
