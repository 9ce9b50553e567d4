"""What is around a case: the network for whoever looks at it, the list of cases, and one case in detail."""

from service.cases.audiences import CHAIR, CLEARANCES, MEETING, VICTIM_SAFE, find_audience
from service.cases.errors import WrongView
from service.cases.limits import Limits
from service.cases.network import case_network, read_network
from service.cases.output import as_json
from service.cases.redaction import redact
from service.cases.summaries import CaseDetail, CaseSummary, case_area, describe_case, list_cases

__all__ = [
    "CHAIR",
    "CLEARANCES",
    "MEETING",
    "VICTIM_SAFE",
    "CaseDetail",
    "CaseSummary",
    "Limits",
    "WrongView",
    "as_json",
    "case_area",
    "case_network",
    "describe_case",
    "find_audience",
    "list_cases",
    "read_network",
    "redact",
]
