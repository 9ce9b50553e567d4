"""In which area a flag is: that of its case, and without a case, of the MARAC that heard of the person."""

from collections.abc import Iterable, Mapping

import polars as pl

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.access.visibility import standings
from service.flags.flags import Flag
from service.rules import Finding
from service.rules.evaluating import PLACING
from service.rules.identity import flag_id
from service.rules.world import World

_A_FEW = 200
"""Cases that are asked about one by one; of more, all that are managed are asked about at once."""


def areas_of(flags: Iterable[Flag], store: GraphStore, as_of: AsOf) -> Mapping[str, str]:
    """Return the area of each flag by its id: the case's by the episode that holds, else by the last that began.

    A flag without a case whose finding is not there is left out.
    """
    listed = list(flags)
    by_case = areas_of_cases({flag.case_ref for flag in listed if flag.case_ref}, store, as_of)
    areas = {flag.id: by_case.get(flag.case_ref) if flag.case_ref else _heard_in(flag.finding) for flag in listed}
    return {id_: area for id_, area in areas.items() if area}


def areas_of_findings(findings: Iterable[Finding], store: GraphStore, as_of: AsOf) -> Mapping[str, str]:
    """Return the area of each finding by the id of its flag, as `areas_of` says; without any known, it is left out."""
    listed = list(findings)
    by_case = areas_of_cases({one.case_ref for one in listed if one.case_ref}, store, as_of)
    areas = {flag_id(one): by_case.get(one.case_ref) if one.case_ref else _heard_in(one) for one in listed}
    return {id_: area for id_, area in areas.items() if area}


def areas_of_cases(cases: Iterable[str], store: GraphStore, as_of: AsOf) -> Mapping[str, str]:
    """Return the area of each case, those that are not there left out."""
    wanted = set(cases)
    areas: dict[str, str] = {}
    if len(wanted) > _A_FEW:
        nominals = World(store, as_of).nominals.filter(pl.col("area").is_not_null())
        areas = {case: area for case, area in nominals.select("case", "area").iter_rows() if case in wanted}
    rest = sorted(wanted - areas.keys())
    return areas | {case: standing.area for case, standing in standings(store, rest, as_of).items()}


def _heard_in(finding: Finding | None) -> str | None:
    """Return the area that heard of it, or in which the agency works that told of it; of several the first by name."""
    heard = [step.end.id for step in finding.path if step.type in PLACING] if finding else []
    return min(heard, default=None)
