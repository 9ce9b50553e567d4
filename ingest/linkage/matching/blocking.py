"""Which pairs of records are compared at all: those that agree on one of the keys here, counted and limited."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import duckdb

MAX_BLOCK = 150
"""Records that may agree on one key before the key is taken to say nothing: 150 make 11,175 pairs."""

PAIRS_PER_RECORD = 200
"""Pairs in all, over all rules, for each record compared. Where rules ask for more, the largest blocks are left out."""

FEWEST_PAIRS = 200_000

RULES: dict[str, str] = {
    "identifier": "identifiers",
    "joined now": "clusters",
    "given name, family name": "list_transform(stands_for, x -> x || '|' || family)",
    "given name, form of the family name": "[given || '|' || x for x in families]",
    "names that sound alike": "[given_sound || '|' || family_sound]",
    "names that sound alike, year of birth": "[given_sound || '|' || family_sound || '|' || born[1:4]]",
    "names either way round": "[least(given, family) || '|' || greatest(given, family)]",
    "names that sound alike, either way round": (
        "[least(given_sound, family_sound) || '|' || greatest(given_sound, family_sound)]"
    ),
    "birth date": "[born]",
    "birth date, given name": "[born || '|' || x for x in stands_for]",
    "birth date, family name": "[born || '|' || family_sound]",
    "birth date, initial, sex": "[born || '|' || initial || '|' || coalesce(sex, '')]",
    "birth date, home": "[born || '|' || x for x in homes]",
    "birth date, postcode": "[born || '|' || x for x in postcodes]",
    "birth date with day and month swapped, family name": (
        "[born[1:4] || least(born[5:6], born[7:8]) || greatest(born[5:6], born[7:8]) || '|' || family_sound]"
    ),
    "day and month of birth, given name, family sound": "[born[5:8] || '|' || given || '|' || family_sound[1:3]]",
    "year and month of birth, given name, family initial": "[born[1:6] || '|' || given || '|' || family[1:1]]",
    "year and day of birth, given name, family initial": (
        "[born[1:4] || born[7:8] || '|' || given || '|' || family[1:1]]"
    ),
    "year and month of birth, family name, initial": "[born[1:6] || '|' || family || '|' || initial]",
    "year and day of birth, family name, initial": "[born[1:4] || born[7:8] || '|' || family || '|' || initial]",
    "home, given name": "[x || '|' || given for x in homes]",
    "home, initial, family sound": "[x || '|' || initial || '|' || family_sound for x in homes]",
    "number and postcode, year of birth": "[x || '|' || born[1:4] for x in doors]",
    "postcode, given name": "[x || '|' || given for x in postcodes]",
    "postcode, family name, initial": "[x || '|' || family || '|' || initial for x in postcodes]",
    "street, number, year of birth": "[street || '|' || house_number || '|' || born[1:4]]",
    "street, given name": "[street || '|' || given]",
    "street, family name": "[street || '|' || family]",
    "town, family name, year of birth": "[town || '|' || family || '|' || born[1:4]]",
    "town, given name, year of birth": "[town || '|' || given || '|' || born[1:4]]",
    "year and month of birth, given name": "[born[1:6] || '|' || given]",
    "year of birth, family name": "[born[1:4] || '|' || family]",
    "day and month of birth, family name": "[born[5:8] || '|' || family]",
    "home": "homes",
    "number and postcode": "doors",
    "street, postcode": "[street || '|' || postcode]",
    "street, number": "[street || '|' || house_number]",
    "street, town": "[street || '|' || town]",
    "building and street, either way round": "[least(street, building) || '|' || greatest(street, building)]",
    "building, postcode": "[building || '|' || postcode]",
    "building, town": "[building || '|' || town]",
    "building, number": "[building || '|' || house_number]",
    "postcode, initial": "[x || '|' || initial for x in postcodes]",
    "postcode, family sound": "[x || '|' || family_sound for x in postcodes]",
    "tie": "ties",
    "tie, initial": "[x || '|' || initial for x in ties]",
    "tie, birth date": "[x || '|' || born for x in ties]",
}
"""By name, the keys of a record in DuckDB's SQL over the columns of the table; null keys agree with none."""


@dataclass(frozen=True)
class RuleCost:
    """What one rule asked for: blocks of two or more, pairs in them, and the blocks and pairs left out as too many."""

    rule: str
    blocks: int
    comparisons: int
    blocks_left_out: int
    comparisons_left_out: int
    largest_block: int


@dataclass(frozen=True)
class BlockingReport:
    """What comparing cost: by rule, and the distinct `comparisons` made; `limit` is the largest block allowed."""

    rules: tuple[RuleCost, ...]
    comparisons: int
    records: int
    limit: int

    @property
    def limits_hit(self) -> tuple[RuleCost, ...]:
        """Return the rules of which blocks were left out."""
        return tuple(rule for rule in self.rules if rule.blocks_left_out)


def block(
    connection: "duckdb.DuckDBPyConnection", table: str, only: Collection[str] | None = None
) -> tuple[str, BlockingReport]:
    """Make the table `pairs` (l, r: row numbers, l before r) of what is compared, and count what it costs.

    `table` holds COLUMNS, `place` (the row's number) and `clusters`. With `only`, each pair has at least one of those
    records, and blocks without one cost nothing.
    """
    _make_keys(connection, table)
    connection.execute("CREATE OR REPLACE TEMP TABLE new_places (place INTEGER)")
    if only is not None:
        wanted = pl.DataFrame({"unique_id": sorted(only)}, schema={"unique_id": pl.String})
        connection.register("wanted", wanted.to_arrow())
        connection.execute(f"INSERT INTO new_places SELECT place FROM {table} JOIN wanted USING (unique_id)")
        connection.unregister("wanted")
    limit = _size_blocks(connection, table, is_partial=only is not None)
    is_new = "" if only is None else "AND (a.is_new OR b.is_new)"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE pairs AS
        SELECT DISTINCT a.place AS l, b.place AS r FROM kept_keys a JOIN kept_keys b
        ON a.rule = b.rule AND a.key = b.key AND a.place < b.place {is_new}"""
    )
    return "pairs", _count(connection, table, limit)


def _make_keys(connection: "duckdb.DuckDBPyConnection", table: str) -> None:
    parts = [
        f"SELECT {number} AS rule, hash(key) AS key, place FROM "
        f"(SELECT place, unnest(list_distinct({keys})) AS key FROM {table}) WHERE key IS NOT NULL"
        for number, keys in enumerate(RULES.values())
    ]
    connection.execute("CREATE OR REPLACE TEMP TABLE keys AS " + " UNION ALL ".join(parts))


def _size_blocks(connection: "duckdb.DuckDBPyConnection", table: str, *, is_partial: bool) -> int:
    """Make `blocks` and `kept_keys`, and return the largest block that the limits allow."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE blocks AS
        SELECT rule, key, count(*)::HUGEINT AS size, count(n.place)::HUGEINT AS news
        FROM keys LEFT JOIN new_places n USING (place) GROUP BY ALL HAVING size > 1"""
    )
    cost = "news * (size - news) + news * (news - 1) // 2" if is_partial else "size * (size - 1) // 2"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE blocks AS SELECT *, {cost} AS cost FROM blocks WHERE {cost} > 0")
    asked = "SELECT count(*) FROM new_places" if is_partial else f"SELECT count(*) FROM {table}"
    allowed = max(FEWEST_PAIRS, PAIRS_PER_RECORD * _number(connection, asked))
    limit = _number(
        connection,
        f"""SELECT coalesce(max(size), 0) FROM (
            SELECT size, sum(sum(cost)) OVER (ORDER BY size) AS so_far FROM blocks
            WHERE size <= {MAX_BLOCK} GROUP BY size) WHERE so_far <= {allowed}""",
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE kept_keys AS
        SELECT k.rule, k.key, k.place, n.place IS NOT NULL AS is_new
        FROM keys k JOIN blocks b ON k.rule = b.rule AND k.key = b.key AND b.size <= {limit}
        LEFT JOIN new_places n ON n.place = k.place"""
    )
    return limit


def _count(connection: "duckdb.DuckDBPyConnection", table: str, limit: int) -> BlockingReport:
    counted = {
        row[0]: row[1:]
        for row in connection.execute(
            f"""SELECT rule, count(*) FILTER (size <= {limit}), coalesce(sum(cost) FILTER (size <= {limit}), 0),
            count(*) FILTER (size > {limit}), coalesce(sum(cost) FILTER (size > {limit}), 0), max(size)
            FROM blocks GROUP BY rule"""
        ).fetchall()
    }
    costs = tuple(
        RuleCost(name, *(int(value) for value in counted.get(number, (0, 0, 0, 0, 0))))
        for number, name in enumerate(RULES)
    )
    compared = _number(connection, "SELECT count(*) FROM pairs")
    return BlockingReport(costs, compared, _number(connection, f"SELECT count(*) FROM {table}"), limit)


def _number(connection: "duckdb.DuckDBPyConnection", query: str) -> int:
    row: Sequence[int] | None = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
