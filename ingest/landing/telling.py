"""What a sender is told of what only shows once a feed's rows stand beside all others.

Each feed of a group is told what it would have been told had it landed alone: the feeds after it do not exist for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from graph_schema.periods import MAX_MOMENT
from graph_schema.vocabulary import TABLES
from ingest.deriving.disagreements import find_disagreements, may_disagree
from ingest.deriving.graph import compared_columns
from ingest.deriving.locations import whole_positions
from ingest.deriving.rows import STATED_FROM
from ingest.landing.joining import Joining
from ingest.landing.standing import Standing, as_changes
from ingest.landing.state import CHANGES
from ingest.linkage.agreement import AT, gather
from ingest.linkage.exact import RefusedJoin
from ingest.linkage.histories import build_histories
from ingest.linkage.identifiers import RULES, borne_identifiers
from ingest.linkage.judgements import APART, PERSON, as_borne, rulings_by_group
from ingest.linkage.membership import trace_last
from ingest.problems import Code, Outcome, Problem
from ingest.records import unpacked

PEOPLE = "persons"
_NAMES = {"pnc": "PNC", "cro": "CRO", "crn": "CRN", "prison_number": "prison number", "nhs_number": "NHS number"}
_AGAINST = {**_NAMES, APART: "a person's judgement"}
_ABOUT = {"after": pl.Int32(), "record": pl.String(), "thing": pl.String()}


@dataclass
class Told:
    """What one feed is told beyond its own rows: joins that wait for a person, and disagreements."""

    queued: list[Problem] = field(default_factory=list)
    disagreements: list[Problem] = field(default_factory=list)


def tell_group(
    standing: Standing, joinings: Mapping[str, Joining], beyond: Mapping[str, pl.DataFrame]
) -> dict[int, Told]:
    """Return what each feed of a group is told, by its place in the group."""
    told = {arrival.place: Told() for arrival in standing.arrivals}
    for name in standing.tables():
        compared = compared_columns(name)
        if name in joinings:
            joining = joinings[name]
            versions = joining.versions
            about = _after_each_feed(
                joining, _doubtful(name, versions.join(joining.groups, on="record"), "group"), told
            )
        elif TABLES[name].is_shared:
            versions = pl.concat([standing.changes(name), as_changes(beyond.get(name, pl.DataFrame(schema=CHANGES)))])
            about = _shared_after_each_feed(name, versions)
        else:
            continue
        if not about.is_empty():
            rows = _standing_rows(name, versions, about)
            _tell(name, find_disagreements(rows, ("after", "thing"), compared), versions, told)
    return told


def _doubtful(name: str, versions: pl.DataFrame, thing: str) -> pl.DataFrame:
    """Return which things (one column, `thing`) have records that ever differed in a column compared."""
    several = versions.filter(pl.col("record").n_unique().over(thing) > 1)
    rows = unpacked(TABLES[name], several.select(thing, "values"), compared_columns(name))
    return rows.filter(may_disagree(compared_columns(name), thing)).select(pl.col(thing).unique())


def _shared_after_each_feed(name: str, versions: pl.DataFrame) -> pl.DataFrame:
    thing = pl.col("record").str.splitn(":", 3).struct.field("field_2").alias("thing")
    named = versions.with_columns(thing)
    doubtful = named.join(_doubtful(name, named, "thing"), on="thing", how="semi")
    touching = doubtful.select("thing", pl.col("opened_by").alias("after")).drop_nulls().unique()
    return touching.join(doubtful.select("thing", "record").unique(), on="thing").select(*_ABOUT)


def _after_each_feed(joining: Joining, doubtful: pl.DataFrame, told: Mapping[int, Told]) -> pl.DataFrame:
    """Return who was who after each feed that touches a doubtful group: after, record, thing; tell of refused joins."""
    versions = joining.versions.join(joining.groups, on="record")
    touching = versions.select("group", pl.col("opened_by").alias("after")).drop_nulls().unique()
    landed = versions.group_by("record", "group", "is_peaceful").agg(
        pl.col("opened_by").fill_null(-1).min().alias("since")
    )
    pairs = landed.join(touching, on="group").filter(pl.col("since") <= pl.col("after"))
    about = _gather_after_each(joining, pairs.filter("is_peaceful").join(doubtful, on="group", how="semi"))
    contested = pairs.filter(~pl.col("is_peaceful"))
    if joining.table != PEOPLE:
        contested = contested.join(doubtful, on="group", how="semi")
    if contested.is_empty():
        return about
    traced, refused = _trace_after_each(joining, contested)
    if joining.table == PEOPLE:
        _tell_refused(refused, joining.versions, told)
    return pl.concat([about, traced])


def _gather_after_each(joining: Joining, pairs: pl.DataFrame) -> pl.DataFrame:
    stood = _as_after(joining.versions.join(pairs.select("after", "record"), on="record"), pl.col("after"))
    open_now = stood.filter(pl.col("known_to") == MAX_MOMENT)
    borne = borne_identifiers(joining.table, open_now, "after").rename({"after": AT}).select(AT, "record", "identifier")
    standing = joining.rulings.filter(pl.col("known_to") == MAX_MOMENT)
    judged = as_borne(standing, open_now).select("record", "identifier").unique()
    borne = pl.concat([borne, open_now.select(pl.col("after").alias(AT), "record").join(judged, on="record")])
    known = gather(pairs.select(pl.col("after").alias(AT), "record"), borne)
    return known.select(pl.col(AT).alias("after"), "record", pl.col("together").cast(pl.String).alias("thing"))


def _trace_after_each(joining: Joining, pairs: pl.DataFrame) -> tuple[pl.DataFrame, list[tuple[int, RefusedJoin]]]:
    about: list[tuple[int, str, str]] = []
    refused: list[tuple[int, RefusedJoin]] = []
    versions = joining.versions.join(pairs.select("record").unique(), on="record", how="semi")
    ruled = rulings_by_group(joining.rulings, joining.groups)
    for (after,), members in pairs.sort("after", "group", "record").group_by("after", maintain_order=True):
        place = int(str(after))
        stood = _as_after(versions.join(members, on="record", how="semi"), pl.lit(place))
        histories = build_histories(joining.table, stood, borne_identifiers(joining.table, stood))
        for (number,), group in members.group_by("group", maintain_order=True):
            of_group = ruled.get(int(str(number)), ())
            held = [histories[record] for record in group["record"]]
            things, declined = trace_last(held, RULES[joining.table], MAX_MOMENT, of_group)
            about += [(place, record, thing) for record, thing in things.items()]
            refused += [(place, join) for join in declined]
    return pl.DataFrame(about, schema=_ABOUT, orient="row"), refused


def _as_after(versions: pl.DataFrame, feed: pl.Expr) -> pl.DataFrame:
    """Return versions as they stood after a feed of the group."""
    later = pl.col("closed_by") > feed
    return versions.filter(pl.col("opened_by").fill_null(-1) <= feed).with_columns(
        pl.when(later).then(pl.lit(MAX_MOMENT, pl.Datetime("us"))).otherwise(pl.col("known_to")).alias("known_to")
    )


def _standing_rows(name: str, versions: pl.DataFrame, about: pl.DataFrame) -> pl.DataFrame:
    """Return what each thing's records stated after each feed, in the shape that disagreements are found in."""
    stood = _as_after(versions.join(about, on="record"), pl.col("after"))
    now = stood.filter(pl.col("known_to") == MAX_MOMENT).select(
        "after", "thing", "record", pl.col("agency").alias("source"),
        pl.col("known_from").alias(STATED_FROM), "values",
    )  # fmt: skip
    rows = unpacked(TABLES[name], now, compared_columns(name))
    return whole_positions(rows) if "easting" in rows.columns else rows


def _tell(name: str, found: pl.DataFrame, versions: pl.DataFrame, told: Mapping[int, Told]) -> None:
    """Tell of each row of a feed that says otherwise than another record of the same thing."""
    lines = _lines(versions)
    for side in ("first", "other"):
        found = found.join(lines.rename({"record": side, "line": f"line_{side}"}), on=["after", side], how="left")
    order = {column: place for place, column in enumerate(compared_columns(name))}
    line = pl.coalesce("line_first", "line_other").alias("line")
    is_first = pl.col("line_first").is_not_null()
    rows = found.select(
        "after", line, "column", pl.when(is_first).then("other").otherwise("first").alias("record"),
        is_first.alias("is_first"), pl.col("column").replace_strict(order, return_dtype=pl.Int64).alias("order"),
    ).drop_nulls("line").sort("after", "line", "order", "record")  # fmt: skip
    for after, number, column, record, counts in rows.drop("order").iter_rows():
        told[after].disagreements.append(_disagreement((name, number, column), record, is_first=counts))


def _disagreement(where: tuple[str, int, str], other: str, *, is_first: bool) -> Problem:
    counts = "this one, known last, counts" if is_first else "the other one counts"
    message = f"says otherwise than a record of {_agency(other)}; {counts}: settle it between the agencies"
    return Problem(*where, Code.DISAGREES, message)


def _lines(versions: pl.DataFrame) -> pl.DataFrame:
    """Return the line of each row that a feed of the group opens: after, record, line."""
    opened = versions.filter(pl.col("opened_by").is_not_null())
    return opened.select(pl.col("opened_by").alias("after"), "record", "line")


def _agency(record: str) -> str:
    return record.split(":", 1)[0]


def _tell_refused(refused: Iterable[tuple[int, RefusedJoin]], versions: pl.DataFrame, told: Mapping[int, Told]) -> None:
    """Tell of each row of a feed that agrees with another record's identifier while others contradict it."""
    lines = {(feed, record): line for feed, record, line in _lines(versions).iter_rows()}
    seen: set[tuple[int, int]] = set()
    for feed, problem in _refusals(refused, lines):
        if (feed, problem.row or 0) not in seen:
            seen.add((feed, problem.row or 0))
            told[feed].queued.append(problem)


def _refusals(
    refused: Iterable[tuple[int, RefusedJoin]], lines: Mapping[tuple[int, str], int]
) -> Iterator[tuple[int, Problem]]:
    """Yield what is told of joins that wait for a person; those that a model alone wants wait in its own list."""
    for feed, join in refused:
        if join.agreeing not in _NAMES and join.agreeing != PERSON:
            continue
        for record, other in (join.records, join.records[::-1]):
            if (feed, record) in lines:
                against = ", ".join(_AGAINST[kind] for kind in join.contradicting)
                column = join.agreeing if join.agreeing in _NAMES else join.contradicting[0]
                message = (
                    f"{_ground(join.agreeing)} a record of {_agency(other)}, but they are told apart by "
                    f"{against}: they stay two people until a person decides"
                )
                line = lines[feed, record]
                where = (PEOPLE, line, column if column in _NAMES else None)
                yield feed, Problem(*where, Code.JOIN_FOR_REVIEW, message, Outcome.QUEUED)


def _ground(agreeing: str) -> str:
    return f"has the {_NAMES[agreeing]} of" if agreeing in _NAMES else "was judged to be one person with"
