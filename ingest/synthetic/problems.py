"""Rows that are wrong on purpose, a known few for each agency, and records that contradict each other."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from ingest.synthetic.agencies import Agency, Role
from ingest.synthetic.calendar import Calendar
from ingest.synthetic.dice import Dice
from ingest.synthetic.frames import AGENCY, MONTH, Statements, as_statements
from ingest.synthetic.names import draw_given_names, draw_surnames

_CONTRADICTIONS = 3

NOBODY = "WRONG-2"
"""The reference of the one person among the wrong rows who lands, in every agency somebody else."""

_WRONG: tuple[tuple[str, dict[str, str], str, str, str], ...] = (
    (
        "persons",
        {"given_names": "Nobody", "family_name": "Without"},
        "person_ref",
        "rejected",
        "a person without a reference",
    ),
    (
        "residences",
        {"person_ref": "NEVER-SENT", "address_ref": "NEVER-SENT", "kind": "home"},
        "person_ref",
        "rejected",
        "a residence of somebody who was never sent",
    ),
    (
        "addresses",
        {"address_ref": "WRONG-1", "primary_name": "1", "street": "Quorvex Row", "postcode": "QQ1 1CC"},
        "postcode",
        "landed",
        "an address with a postcode that cannot be one",
    ),
    (
        "persons",
        {"person_ref": NOBODY, "date_of_birth": "31/02/1980"},
        "date_of_birth",
        "landed",
        "a person with a date of birth that is no ISO day",
    ),
)


def plant_problems(agencies: Mapping[str, Agency], calendar: Calendar) -> tuple[Statements, list[dict[str, object]]]:
    """Return the wrong rows of every agency's first feed, to be written first, and where each stands.

    The second row of a file (its first below the header) is line 2.
    """
    rows: dict[str, list[dict[str, str | int]]] = {}
    told: list[dict[str, object]] = []
    for agency in agencies.values():
        lines: dict[str, int] = {}
        called = _name_of(agency)
        for table, cells, column, outcome, what in _WRONG:
            named = {**cells, **called} if cells.get("person_ref") == NOBODY else cells
            rows.setdefault(table, []).append({AGENCY: agency.ref, MONTH: 0, **named})
            lines[table] = lines.get(table, 1) + 1
            feed = f"{agency.ref}-{calendar.received(0, agency.sending_day)}"
            told.append(
                {"feed": feed, "table": table, "row": lines[table], "column": column, "outcome": outcome, "what": what}
            )
    statements = {
        table: as_statements(table, pl.DataFrame(found, infer_schema_length=None), calendar.months)
        for table, found in rows.items()
    }
    return statements, told


def _name_of(agency: Agency) -> dict[str, str]:
    dice = Dice.for_part(4_243, *divmod(sum(agency.ref.encode()), 1_000))
    given = draw_given_names(dice, np.array([True]), np.array([1980]))
    return {"given_names": str(given[0]), "family_name": str(draw_surnames(dice, 1)[0])}


def nobodies(agencies: Mapping[str, Agency]) -> pl.DataFrame:
    """Return who the landing persons among the wrong rows are: person_id, ref, part."""
    return pl.DataFrame(
        {
            "person_id": [f"T-{ref}" for ref in agencies],
            "ref": [f"{ref}:{NOBODY}" for ref in agencies],
            "part": ["problem"] * len(agencies),
        }
    )


def contradict(persons: pl.DataFrame, agencies: Mapping[str, Agency], part: str) -> tuple[Statements, pl.DataFrame]:
    """Return records that bear the PNC number of one person and the case reference number of another, left for review.

    `persons` are the rows of that table; the second frame says between which records each stands: kind, first, second.
    The victim unit sends them, whose name comes after probation's, so that the two true records are joined first.
    """
    units = [ref for ref, agency in agencies.items() if agency.role is Role.VICTIM_UNIT]
    probation = [ref for ref, agency in agencies.items() if agency.role is Role.PROBATION]
    sure = (
        persons.filter(
            pl.col(AGENCY).is_in(probation) & (pl.col(MONTH) == 0) & (pl.col("pnc") != "") & (pl.col("crn") != "")
        )
        .unique("person_ref", keep="none", maintain_order=True)
        .head(2 * _CONTRADICTIONS)
    )
    half = sure.height // 2
    first, second = sure.head(half), sure.slice(half, half)
    wrong = first.with_columns(
        pl.lit(units[0]).alias(AGENCY),
        (pl.lit(f"VLX{part}") + pl.int_range(pl.len()).cast(pl.String)).alias("person_ref"),
        second["crn"].alias("crn"),
        *(pl.lit("").alias(name) for name in ("cro", "prison_number", "nhs_number", "nino")),
    )
    pairs = [
        {"kind": "contradiction", "first": f"{units[0]}:{bad}", "second": f"{true[AGENCY]}:{true['person_ref']}"}
        for bad, *trues in zip(
            wrong["person_ref"], first.iter_rows(named=True), second.iter_rows(named=True), strict=True
        )
        for true in trues
    ]
    schema = {"kind": pl.String, "first": pl.String, "second": pl.String}
    return {"persons": wrong}, pl.DataFrame(pairs, schema=schema)
