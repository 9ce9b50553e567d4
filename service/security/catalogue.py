"""The rules about those who ask: evaluated on the audit and the ledger, not on the graph; no flags come of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_schema.case_network import Guidance
from service.rules.findings import Severity

FAMILY = "security"


@dataclass(frozen=True)
class Watch:
    """One rule about those who ask: what it is called and where it is from, and its patterns, each in a sentence."""

    id: str
    title: str
    severity: Severity
    guidance: tuple[Guidance, ...]
    policy_keys: tuple[str, ...]
    finding: str
    next_step: str
    patterns: Mapping[str, str]


WINDOW = "security.window_days"
LOOK_BACK = "security.look_back_days"
OF_A_CASE_BY_ONE = "security.checks_of_a_case_by_one"
OF_A_CASE = "security.checks_of_a_case"
IN_AN_AREA = "security.checks_in_an_area_by_one"
STRADDLING_M = "security.straddling_m"
NEARING = "security.nearing_checks"
OUTSIDE_CASES = "security.victims_outside_cases"
TURNED_AWAY_FROM_ONE = "security.turned_away_from_a_case"
TURNED_AWAY = "security.turned_away"

_LOGGING = Guidance("Data Protection Act 2018", "section 62, logging of consultation and disclosure")

WATCHES = (
    Watch(
        id="SEC-01",
        title="Placement checks that close in on a place",
        severity=Severity.HIGH,
        guidance=(_LOGGING, Guidance("HMPPS CAS1", "one merged reason for a zone and for nearness to a victim")),
        policy_keys=(WINDOW, OF_A_CASE_BY_ONE, OF_A_CASE, IN_AN_AREA, STRADDLING_M, NEARING),
        finding="Placement checks within the window of days look like a search for a place.",
        next_step="Ask the officers' managers why the checks were made; lock checks for the case until it is answered.",
        patterns={
            "one_case": "One officer checks so often about one case.",
            "one_case_together": "Several officers together check so often about one case.",
            "one_area": "One officer checks so often about cases of one area.",
            "straddling": "About one case, an address that was referred lies amid others that were cleared: in three "
            "of the four quarters around it or more, none farther than so many metres.",
            "nearing": "About one case, so many addresses in a row each lie nearer to the one before than that lay to "
            "its own, the last step at most a quarter of the first.",
        },
    ),
    Watch(
        id="SEC-02",
        title="Access without a link to a case",
        severity=Severity.HIGH,
        guidance=(
            _LOGGING,
            Guidance("HMPPS CAS1", "limited access offenders"),
        ),
        policy_keys=(WINDOW, OUTSIDE_CASES, TURNED_AWAY_FROM_ONE, TURNED_AWAY),
        finding="Somebody read, or tried to read, about people with whose cases nothing links them.",
        next_step="Ask the person's manager what the access was for; look at what else they read.",
        patterns={
            "outside_cases": "One person reads so many records of victims or children, none of whom was told of in any "
            "answer about a case that they had within the window before or after.",
            "turned_away_from_a_case": "One person asks so often about one case that is not there for them: outside "
            "their areas, closed to them, or none.",
            "turned_away": "One person is so often told that something is not there, or not theirs to ask.",
        },
    ),
)
"""The rules, in the order of their ids."""


def watch(id_: str) -> Watch | None:
    """Return a rule by its id; None where there is none."""
    return next((one for one in WATCHES if one.id == id_), None)
