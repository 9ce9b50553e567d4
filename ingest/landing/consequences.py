"""What a feed's rows amount to: the statements before it and after it, for everything it reaches."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from graph_schema.periods import MAX_MOMENT
from graph_schema.store.batch import Link
from graph_schema.vocabulary import TABLES
from ingest.deriving.graph import Derived, Stated, derive
from ingest.deriving.statements import Memberships
from ingest.landing.joining import Joining, join
from ingest.landing.plan import LandingPlan
from ingest.landing.reach import reach
from ingest.landing.state import LOCATIONS, MEMBERSHIPS, VERSIONS, LandedState
from ingest.linkage.identifiers import RULES
from ingest.records import reference_record, unpacked


@dataclass(frozen=True)
class Consequences:
    """The statements that stood, those that stand now with what is disagreed on, and who turned out to be who."""

    before: Mapping[Link, pl.DataFrame]
    after: Derived
    joinings: Mapping[str, Joining]


def find_consequences(plan: LandingPlan, feeds: pl.DataFrame, state: LandedState) -> Consequences:
    """Derive everything the feed reaches as it was and as it is; `feeds` includes the one that lands."""
    joinings = {name: join(name, *_sides(plan, name), state) for name in RULES if _is_touched(plan, name)}
    others = ~pl.col("feed_table").is_in(list(RULES))
    opened = plan.opened.filter(others)
    stood = reach(plan.history.filter(others), opened, joinings, state)
    stands = pl.concat([_with_closings(stood, plan), opened])
    named = _named_records(pl.concat([stood, stands]))
    unmoved = {
        name: state.memberships(
            name, sorted(named[name] - _known(joinings, name, "now") - _known(joinings, name, "was"))
        )
        for name in RULES
    }
    locations = _locations(stands, joinings, unmoved["addresses"], state)

    def derive_side(rows: pl.DataFrame, versions: str, members: str) -> Derived:
        by_table = {str(name): frame for (name,), frame in rows.group_by("feed_table")}
        by_table |= {name: getattr(joining, versions) for name, joining in joinings.items()}
        memberships = {
            name: pl.concat([unmoved[name], getattr(joinings[name], members)]) if name in joinings else unmoved[name]
            for name in RULES
        }
        return derive(Stated(by_table, Memberships(memberships), feeds, locations))

    before = derive_side(stood, "before", "was")
    return Consequences(before.statements, derive_side(stands, "after", "now"), joinings)


def _is_touched(plan: LandingPlan, table: str) -> bool:
    return any(table in set(frame["feed_table"].unique()) for frame in (plan.opened, plan.closed))


def _sides(plan: LandingPlan, table: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    of_table = pl.col("feed_table") == table
    before = plan.history.filter(of_table)
    return before, pl.concat([_with_closings(before, plan), plan.opened.filter(of_table)])


def _with_closings(versions: pl.DataFrame, plan: LandingPlan) -> pl.DataFrame:
    is_closed = pl.col("record").is_in(plan.closed["record"].implode()) & (pl.col("known_to") == MAX_MOMENT)
    ended = pl.when(is_closed).then(pl.lit(plan.at, pl.Datetime("us"))).otherwise(pl.col("known_to"))
    return versions.with_columns(ended.alias("known_to")).select(*VERSIONS)


def _known(joinings: Mapping[str, Joining], table: str, side: str) -> set[str]:
    return set(getattr(joinings[table], side)["record"]) if table in joinings else set()


def _named_records(versions: pl.DataFrame) -> dict[str, set[str]]:
    """Return the records of people and addresses that rows refer to, by table."""
    named: dict[str, set[str]] = {name: set() for name in RULES}
    for (name,), frame in versions.group_by("feed_table"):
        table = TABLES[str(name)]
        columns = [column for column in table.references if column.target in RULES]
        if not columns:
            continue
        rows = unpacked(table, frame.select("agency", "values").unique())
        for column in columns:
            target = column.target or ""
            records = rows.select(reference_record(target, pl.col("agency"), pl.col(column.name))).to_series()
            named[target] |= set(records.drop_nulls().unique())
    return named


def _locations(
    stands: pl.DataFrame, joinings: Mapping[str, Joining], unmoved: pl.DataFrame, state: LandedState
) -> pl.DataFrame:
    """Return where the addresses are that sites stand at, as it was: those derived now take their place."""
    sites = stands.filter(pl.col("feed_table") == "sites")
    if sites.is_empty():
        return pl.DataFrame(schema=LOCATIONS)
    at = _named_records(sites)["addresses"]
    frames = [unmoved.select(*MEMBERSHIPS)]
    if "addresses" in joinings:
        frames.append(joinings["addresses"].was.select(*MEMBERSHIPS))
    things = pl.concat(frames).filter(pl.col("record").is_in(list(at)))["thing"].unique().to_list()
    return state.locations(things)
