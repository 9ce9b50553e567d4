"""How each role looks, by shape and colour and word, and the sizes and colours that every picture shares."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_schema.case_network import NetworkNode
from visualise.symbols import GREY, INK, SYMBOLS, WHITE, Shape

WIDTH, HEIGHT = 1600, 900
MARGIN = 24
SMALLEST = 18
"""No text is smaller: 2 % of the height of a screen, which reads from the far end of a meeting room."""

FLAG_RED = "#d4351c"
FADED_RED = "#f0b8ad"
"""Of flags that are no longer found: pale by intent, since the list beside says the same."""
FLAG_INK = "#942514"
"""Text about flags on white: 8.3 to 1."""
LINE_GREY = "#5f686d"
QUIET_INK = "#383f43"
BANNER = INK
SYNTHETIC_YELLOW = "#ffdd00"


@dataclass(frozen=True)
class Look:
    """A role as it is drawn: the name of its symbol, and its word for one and for several."""

    symbol: str
    word: str
    plural: str

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Return the paths of the symbol."""
        return SYMBOLS[self.symbol]


SUBJECT = Look("subject", "Subject", "Subjects")
_OFFENDER = Look("offender", "Offender", "Offenders")
_PERSON = Look("person", "Other person", "Other people")

_PEOPLE: Mapping[str, Look] = {
    "subject": SUBJECT,
    "child": Look("child", "Child", "Children"),
    "victim": Look("victim", "Victim", "Victims"),
    "nominal": _OFFENDER,
    "perpetrator": _OFFENDER,
    "past_victim": Look("past_victim", "Past victim", "Past victims"),
}
"""Which role a person is drawn as, the first they have; the words on the card name the others too."""

_KINDS: Mapping[str, Look] = {
    "Address": Look("address", "Address", "Addresses"),
    "Site": Look("site", "Site", "Sites"),
    "Zone": Look("zone", "Zone", "Zones"),
    "Agency": Look("agency", "Agency", "Agencies"),
    "LocalAuthority": Look("local_authority", "Local authority", "Local authorities"),
    "KeyWorker": Look("key_worker", "Key worker", "Key workers"),
    "MappaCase": Look("mappa_case", "MAPPA case", "MAPPA cases"),
    "MaracCase": Look("marac_case", "MARAC case", "MARAC cases"),
    "Area": Look("area", "MAPPA area", "MAPPA areas"),
    "Order": Look("order", "Order", "Orders"),
    "Condition": Look("condition", "Condition", "Conditions"),
    "Transfer": Look("move", "Transfer", "Transfers"),
    "Placement": Look("move", "Placement", "Placements"),
    "Meeting": Look("meeting", "Meeting", "Meetings"),
    "RiskPlan": Look("order", "Risk management plan", "Risk management plans"),
    "RiskAssessment": Look("record", "Risk assessment", "Risk assessments"),
    "Sentence": Look("record", "Sentence", "Sentences"),
    "InformationShare": Look("record", "Information share", "Information shares"),
    "Event": Look("record", "Event", "Events"),
    "Notification": Look("record", "Notification", "Notifications"),
    "Referral": Look("record", "Referral", "Referrals"),
    "Action": Look("record", "Action", "Actions"),
    "Disclosure": Look("record", "Disclosure", "Disclosures"),
}

ROLE_WORDS: Mapping[str, str] = {
    "subject": "subject",
    "nominal": "offender",
    "victim": "victim",
    "past_victim": "past victim",
    "child": "child",
    "partner": "partner",
    "relative": "relative",
    "associate": "associate",
    "perpetrator": "perpetrator",
    "person": "other person",
}


def look_of(node: NetworkNode) -> Look:
    """Return how a node is drawn; a kind that the pictures do not know is a record of that name."""
    if node.kind == "Person":
        return next((look for role, look in _PEOPLE.items() if role in node.roles), _PERSON)
    return _KINDS.get(node.kind, Look("record", node.kind, f"{node.kind}s"))


def kind_in_words(kind: str, count: int) -> str:
    """Return a count of a kind of the vocabulary: `4 key workers`."""
    look = Look("person", "person", "people") if kind == "Person" else _KINDS.get(kind)
    word = kind if look is None else look.word if count == 1 else look.plural
    return f"{count:,} {lower_first(word)}"


def lower_first(words: str) -> str:
    """Return words for the middle of a sentence: `MARAC case` keeps its capitals."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def upper_first(words: str) -> str:
    """Return words for the beginning of a sentence."""
    return words[:1].upper() + words[1:]


__all__ = [
    "BANNER",
    "FLAG_INK",
    "FLAG_RED",
    "GREY",
    "HEIGHT",
    "INK",
    "LINE_GREY",
    "MARGIN",
    "QUIET_INK",
    "ROLE_WORDS",
    "SMALLEST",
    "SUBJECT",
    "SYNTHETIC_YELLOW",
    "WHITE",
    "WIDTH",
    "Look",
    "kind_in_words",
    "look_of",
    "lower_first",
    "upper_first",
]
