"""Which people and addresses the records of a feed turn out to be about, with all records they hang together with."""

from dataclasses import dataclass

import polars as pl

from graph_schema.periods import MAX_MOMENT
from ingest.landing.state import MEMBERSHIPS, VERSIONS, LandedState
from ingest.linkage.agreement import trace_plain_groups
from ingest.linkage.exact import RefusedJoin
from ingest.linkage.identifiers import RULES, borne_identifiers
from ingest.linkage.membership import OWN, History, Version, trace_memberships
from ingest.records import decode, own_id


@dataclass(frozen=True)
class Joining:
    """The people or addresses of `table` before and after a feed: its records and all that share identifiers with them.

    `before` and `after` are versions, `was` and `now` memberships, `borne` the identifiers that records newly bear.
    """

    table: str
    before: pl.DataFrame
    after: pl.DataFrame
    was: pl.DataFrame
    now: pl.DataFrame
    borne: pl.DataFrame
    refused: tuple[RefusedJoin, ...]

    @property
    def moved(self) -> pl.DataFrame:
        """Return the memberships of records known before that no longer are what they were."""
        known = self.was.select("record").unique()
        return self.was.join(self.now.join(known, on="record"), on=list(MEMBERSHIPS), how="anti")


def join(table: str, before: pl.DataFrame, after: pl.DataFrame, state: LandedState) -> Joining:
    """Trace who is who among the records of `after`, which holds every version of the records a feed touches."""
    borne = borne_identifiers(table, after)
    neighbours = _neighbours(table, after, borne, state)
    before, after = pl.concat([before, neighbours]), pl.concat([after, neighbours])
    borne = pl.concat([borne, borne_identifiers(table, neighbours)])
    now, refused = _trace(table, after, borne)
    was = state.memberships(table, before["record"].unique().to_list())
    had = borne_identifiers(table, before).select("record", "identifier").unique()
    newly = borne.select("record", "identifier").unique().join(had, on=["record", "identifier"], how="anti")
    return Joining(table, before, after, was, now, newly, refused)


def _neighbours(table: str, versions: pl.DataFrame, borne: pl.DataFrame, state: LandedState) -> pl.DataFrame:
    """Return all versions of the records beyond `versions` that hang together with them through what they ever bore."""
    found = [pl.DataFrame(schema=VERSIONS)]
    seen_records = set(versions["record"])
    seen: set[str] = set()
    frontier = set(borne["identifier"])
    while frontier:
        seen |= frontier
        bearing = state.records_bearing(sorted(frontier))["record"]
        strangers = sorted(set(bearing) - seen_records)
        seen_records |= set(strangers)
        found.append(state.versions_of(strangers))
        frontier = set(borne_identifiers(table, found[-1])["identifier"]) - seen
    return pl.concat(found)


def _trace(table: str, versions: pl.DataFrame, borne: pl.DataFrame) -> tuple[pl.DataFrame, tuple[RefusedJoin, ...]]:
    known = versions.group_by("record", "agency").agg(pl.col("known_from").min().alias("first_known"))
    shared = borne.group_by("identifier").agg(pl.col("record").n_unique().alias("n")).filter(pl.col("n") > 1)
    joinable = borne.join(shared, on="identifier", how="semi")
    alone = known.join(joinable, on="record", how="anti").select(
        "record",
        own_id(table, pl.col("record")).alias("thing"),
        pl.lit(OWN).alias("basis"),
        pl.col("first_known").alias("known_from"),
        pl.lit(MAX_MOMENT, pl.Datetime("us")).alias("known_to"),
    )
    groups = _hanging_together(joinable)
    plain = trace_plain_groups(table, versions, borne, groups)
    rest = groups.join(plain, on="record", how="anti")
    together, refused = _trace_groups(table, versions.join(rest, on="record", how="semi"), borne, rest)
    return pl.concat([alone, plain, together]), refused


def _trace_groups(
    table: str, versions: pl.DataFrame, borne: pl.DataFrame, groups: pl.DataFrame
) -> tuple[pl.DataFrame, tuple[RefusedJoin, ...]]:
    histories = _histories(table, versions, borne.join(groups, on="record", how="semi"))
    traced = []
    refused: list[RefusedJoin] = []
    for _, group in groups.sort("group", "record").group_by("group", maintain_order=True):
        members = [histories[record] for record in group["record"]]
        memberships, declined = trace_memberships(members, RULES[table], MAX_MOMENT)
        traced += [(m.record, m.thing, m.basis, m.known_from, m.known_to) for m in memberships]
        refused += declined
    return pl.DataFrame(traced, schema=MEMBERSHIPS, orient="row"), tuple(refused)


def _histories(table: str, versions: pl.DataFrame, borne: pl.DataFrame) -> dict[str, History]:
    bears: dict[tuple[str, object], dict[str, str]] = {}
    for record, known_from, known_to, kind, value in borne.select(
        "record", "known_from", "known_to", "kind", "value"
    ).iter_rows():
        bears.setdefault((record, (known_from, known_to)), {})[kind] = value
    spans: dict[str, list[Version]] = {}
    for record, known_from, known_to in versions.select("record", "known_from", "known_to").iter_rows():
        held = bears.get((record, (known_from, known_to)), {})
        spans.setdefault(record, []).append(Version(known_from, known_to, held))
    ids = versions.select("record", "agency").unique()
    ids = ids.with_columns(own_id(table, pl.col("record")).alias("own"))
    prefix = len(f":{table}:")
    return {
        record: History(record, (agency, decode(record[len(agency) + prefix :])), own, spans[record])
        for record, agency, own in ids.iter_rows()
    }


def _hanging_together(joinable: pl.DataFrame) -> pl.DataFrame:
    """Return record and `group`: the records that share identifiers, directly or through others, have one."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for record, identifier in joinable.select("record", "identifier").unique().sort("record", "identifier").iter_rows():
        parent[root(f"i:{identifier}")] = root(f"r:{record}")
    records = joinable["record"].unique().sort()
    groups = pl.Series("group", [root(f"r:{record}") for record in records], dtype=pl.String)
    return pl.DataFrame([records, groups])
