"""What a sender is told of what only shows once a feed's rows stand beside all others."""

from collections.abc import Iterable

import polars as pl

from ingest.deriving.resolution import Disagreement
from ingest.linkage.exact import RefusedJoin
from ingest.problems import Code, Outcome, Problem

_NAMES = {"pnc": "PNC", "cro": "CRO", "crn": "CRN", "prison_number": "prison number", "nhs_number": "NHS number"}


def _lines(opened: pl.DataFrame) -> dict[str, tuple[str, int]]:
    return {record: (table, line) for record, table, line in opened.select("record", "feed_table", "line").iter_rows()}


def _agency(record: str) -> str:
    return record.split(":", 1)[0]


def tell_disagreements(disagreements: Iterable[Disagreement], opened: pl.DataFrame) -> list[Problem]:
    """Tell of each row of this feed that says otherwise than another record of the same thing."""
    lines = _lines(opened)
    told = []
    for disagreement in disagreements:
        for record, other in (disagreement.records, disagreement.records[::-1]):
            if record in lines:
                table, line = lines[record]
                counts = "this one, known last, counts" if record == disagreement.records[0] else "the other one counts"
                message = f"says otherwise than a record of {_agency(other)}; {counts}: settle it between the agencies"
                told.append(Problem(table, line, disagreement.column, Code.DISAGREES, message))
                break
    return told


def tell_refused_joins(refused: Iterable[RefusedJoin], opened: pl.DataFrame) -> list[Problem]:
    """Tell of each row of this feed that agrees with another record's identifier while others contradict it."""
    lines = _lines(opened)
    told: dict[tuple[str, int], Problem] = {}
    for join in refused:
        for record, other in (join.records, join.records[::-1]):
            if record in lines:
                table, line = lines[record]
                against = ", ".join(_NAMES[kind] for kind in join.contradicting)
                message = (
                    f"has the {_NAMES[join.agreeing]} of a record of {_agency(other)}, but they are told apart by "
                    f"{against}: they stay two people until a person decides"
                )
                problem = Problem(table, line, join.agreeing, Code.JOIN_FOR_REVIEW, message, Outcome.QUEUED)
                told.setdefault((table, line), problem)
    return list(told.values())
