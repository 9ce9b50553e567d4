"""Which people and addresses the records of a group turn out to be about, with all records they hang together with."""

from dataclasses import dataclass

import polars as pl

from graph_schema.periods import MAX_MOMENT
from ingest.landing.standing import as_before, as_changes
from ingest.landing.state import CHANGES, MEMBERSHIPS, LandedState
from ingest.linkage.agreement import find_peaceful, hang_together, trace_peaceful
from ingest.linkage.histories import build_histories
from ingest.linkage.identifiers import RULES, borne_identifiers
from ingest.linkage.membership import OWN, trace_memberships
from ingest.records import own_id

GROUPS = pl.Schema({"record": pl.String(), "group": pl.Int64(), "is_peaceful": pl.Boolean()})
"""Which records share identifiers, directly or through others, and whether none of them contradicts another."""


@dataclass(frozen=True)
class Joining:
    """The people or addresses of `table`: the records a group touches and all that share identifiers with them.

    `versions` is all that they ever stated, in the columns of CHANGES; `was` and `now` are memberships before the group
    and after it, `borne` the identifiers that records newly bear, `groups` in the columns of GROUPS.
    """

    table: str
    versions: pl.DataFrame
    was: pl.DataFrame
    now: pl.DataFrame
    borne: pl.DataFrame
    groups: pl.DataFrame

    @property
    def moved(self) -> pl.DataFrame:
        """Return the memberships of records known before that no longer are what they were."""
        known = self.was.select("record").unique()
        return self.was.join(self.now.join(known, on="record"), on=list(MEMBERSHIPS), how="anti")


def join(table: str, changes: pl.DataFrame, state: LandedState) -> Joining:
    """Trace who is who among the records of `changes`, which holds every version of the records a group touches."""
    borne = borne_identifiers(table, changes)
    neighbours = _neighbours(table, changes, borne, state)
    versions = pl.concat([changes, neighbours])
    borne = pl.concat([borne, borne_identifiers(table, neighbours)])
    now, groups = trace(table, versions, borne)
    before = as_before(versions)
    was = state.memberships(table, before["record"].unique().to_list())
    had = borne_identifiers(table, before).select("record", "identifier").unique()
    newly = borne.select("record", "identifier").unique().join(had, on=["record", "identifier"], how="anti")
    return Joining(table, versions, was, now, newly, groups)


def _neighbours(table: str, versions: pl.DataFrame, borne: pl.DataFrame, state: LandedState) -> pl.DataFrame:
    """Return all versions of the records beyond `versions` that hang together with them through what they ever bore."""
    found = [pl.DataFrame(schema=CHANGES)]
    if state.is_empty:
        return found[0]
    seen_records = set(versions["record"])
    seen: set[str] = set()
    frontier = set(borne["identifier"])
    while frontier:
        seen |= frontier
        bearing = state.records_bearing(sorted(frontier))["record"]
        strangers = sorted(set(bearing) - seen_records)
        seen_records |= set(strangers)
        found.append(as_changes(state.versions_of(strangers)))
        frontier = set(borne_identifiers(table, found[-1])["identifier"]) - seen
    return pl.concat(found)


def trace(table: str, versions: pl.DataFrame, borne: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the memberships of all records of `versions`, and how those that share identifiers hang together."""
    known = versions.group_by("record").agg(pl.col("known_from").min().alias("first_known"))
    shared = borne.group_by("identifier").agg(pl.col("record").n_unique().alias("n")).filter(pl.col("n") > 1)
    joinable = borne.join(shared, on="identifier", how="semi")
    alone = known.join(joinable, on="record", how="anti").select(
        "record",
        own_id(table, pl.col("record")).alias("thing"),
        pl.lit(OWN).alias("basis"),
        pl.col("first_known").alias("known_from"),
        pl.lit(MAX_MOMENT, pl.Datetime("us")).alias("known_to"),
    )
    groups = hang_together(joinable)
    peaceful = find_peaceful(table, borne, groups)
    rest = groups.join(peaceful, on="record", how="anti")
    plain = trace_peaceful(table, versions, joinable, peaceful)
    contested = _trace_groups(table, versions.join(rest, on="record", how="semi"), borne, rest)
    kinds = [part.with_columns(pl.lit(value).alias("is_peaceful")) for part, value in ((peaceful, True), (rest, False))]
    return pl.concat([alone, plain, contested]), pl.concat(kinds)


def _trace_groups(table: str, versions: pl.DataFrame, borne: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    histories = build_histories(table, versions, borne.join(groups, on="record", how="semi"))
    traced = []
    for _, group in groups.sort("group", "record").group_by("group", maintain_order=True):
        members = [histories[record] for record in group["record"]]
        memberships, _ = trace_memberships(members, RULES[table], MAX_MOMENT)
        traced += [(m.record, m.thing, m.basis, m.known_from, m.known_to) for m in memberships]
    return pl.DataFrame(traced, schema=MEMBERSHIPS, orient="row")
