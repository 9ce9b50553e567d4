"""What agencies take back: rows withdrawn by name, and complete lists that leave rows out."""

import polars as pl

from graph_schema.vocabulary import TABLES
from ingest.synthetic.agencies import Role
from ingest.synthetic.calendar import Calendar
from ingest.synthetic.dice import Dice
from ingest.synthetic.frames import AGENCY, MONTH, Statements, as_statements

WITHDRAWN = 0.004
"""Share of residences and relationships that an agency later takes back: an assumption."""

LEFT_OUT = 0.02
"""Share of its rows that a complete list leaves out: an assumption."""

COMPLETE_LISTS = {"child_plans": Role.CHILDRENS_SERVICES, "victim_contact": Role.VICTIM_UNIT, "premises": Role.HOUSING}
"""Tables that their sender states completely once, half-way through the history."""


def withdraw_some(dice: Dice, statements: Statements, calendar: Calendar) -> pl.DataFrame:
    """Return `withdrawals`: rows sent once and never changed, taken back one to six months later."""
    parts = []
    for name in ("residences", "relationships"):
        table, rows = TABLES[name], statements[name]
        key = [AGENCY, *table.identity]
        once = rows.filter(~pl.struct(key).is_duplicated() & (pl.col("valid_from") != ""))
        chosen = once.filter(pl.Series(dice.chance(WITHDRAWN, once.height)))
        spelt = pl.concat_str([*(column.name for column in table.required), "valid_from"], separator="|")
        parts.append(
            chosen.select(
                AGENCY,
                pl.col(MONTH) + pl.Series(dice.whole(1, 7, chosen.height)).cast(pl.Int32),
                pl.lit(name).alias("table"),
                pl.when(pl.col("statement_ref") != "").then("statement_ref").otherwise(spelt).alias("key"),
                pl.lit("sent in error").alias("reason"),
            )
        )
    return as_statements("withdrawals", pl.concat(parts), calendar.months)


def list_completely(
    dice: Dice, statements: Statements, agencies: dict[str, Role], calendar: Calendar, left_out: float
) -> Statements:
    """Return the complete lists: what each sender had said, less a share of it; none in a history of one month."""
    month, lists = calendar.months // 2, {}
    for name, role in COMPLETE_LISTS.items():
        senders = [ref for ref, sender in agencies.items() if sender is role]
        if name not in statements:
            continue
        said = statements[name].filter(pl.col(AGENCY).is_in(senders) & (pl.col(MONTH) <= month))
        latest = said.unique([AGENCY, *TABLES[name].identity], keep="last", maintain_order=True)
        kept = latest.filter(pl.Series(dice.chance(1 - left_out, latest.height)))
        lists[name] = kept.with_columns(pl.lit(month, dtype=pl.Int32).alias(MONTH))
    return lists if calendar.months > 1 else {}
