"""The words of the pictures: what ties a thing to the subject, what a card says below the name, dates and counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from graph_schema.case_network import CaseNetwork, Fact, NetworkFlag, NetworkLink, NetworkNode
from graph_schema.periods import MAX_DAY, MIN_DAY
from visualise.inert import make_inert
from visualise.theme import ROLE_WORDS, look_of, upper_first

BACKWARD: Mapping[str, str] = {
    "LIVES_AT": "home of",
    "STAYS_AT": "where stays",
    "PROPOSED_AT": "proposed for",
    "VISITS": "visited by",
    "WORKS_AT": "workplace of",
    "ATTENDS": "attended by",
    "VICTIM_OF": "offended against by",
    "PARENT_OF": "child of",
    "CARER_OF": "cared for by",
    "PARTNER_OF": "partner of",
    "EX_PARTNER_OF": "former partner of",
    "SIBLING_OF": "sibling of",
    "RELATIVE_OF": "relative of",
    "HOUSEHOLD_MEMBER_OF": "shares a household with",
    "ASSOCIATE_OF": "associate of",
    "NON_ASSOCIATE_OF": "must not associate with",
    "CO_DEFENDANT_OF": "co-defendant of",
    "WITNESS_AGAINST": "witnessed against by",
    "IN_CONTACT_WITH": "in contact with",
    "IN_CONTACT_SCHEME": "in a contact scheme about",
    "NAMED_IN": "names",
    "ASSIGNED_TO": "works with",
    "MANAGED_IN": "manages",
    "LEADS": "led by",
    "ON_PLAN": "has a plan for",
    "TRANSFERRED_BY": "transfer of",
}
"""A statement read from its far end: "Kevin lives at 1 High Street" makes the address "home of Kevin"."""

_SHORT: Mapping[str, str] = {
    "community offender manager": "COM",
    "prison offender manager": "POM",
    "victim liaison officer": "VLO",
    "independent domestic violence adviser": "IDVA",
    "independent sexual violence adviser": "ISVA",
    "visor manager": "ViSOR manager",
    "mosovo officer": "MOSOVO officer",
    "idva": "IDVA",
    "isva": "ISVA",
    "mappa coordinator": "MAPPA coordinator",
}
OUTCOME_NOT_CHECKED = "could_not_check"
_NEVER_LEFT_OUT = frozenset({"offender", "victim", "past victim", "child"})
PLACES = frozenset({"Address", "Site", "Zone"})
_STATES = frozenset(name for name in BACKWARD if name.endswith("_OF")) | {"PROPOSED_AT", "NAMED_IN", "MANAGED_IN"}
_STATES |= {"BOUND_BY", "TRANSFERRED_BY", "MANAGED_UNDER", "SUBJECT_OF", "IN_CONTACT_WITH", "SENTENCED_TO", "PLACED_IN"}
"""Statements that say what somebody is, not what they do."""
_DECIDED = frozenset({"dismissed", "accepted", "closed", "accepted_until"})


@dataclass(frozen=True)
class Tie:
    """A link said on the card of one of its ends: `COM of subject`.

    Where it `is_enough` no line is drawn; a place keeps its lines, and a worker those to others than the subject.
    """

    node_id: str
    link_id: str
    words: str
    is_enough: bool = True


def own_cases(network: CaseNetwork) -> frozenset[str]:
    """Return the ids of the nodes that stand for the case itself."""
    cases = {node.id: node for node in network.nodes if node.kind == "MappaCase"}
    named = {id_ for id_, node in cases.items() if network.case_ref in (id_, *node.refs)}
    if named:
        return frozenset(named)
    return frozenset(
        link.to_id
        for link in network.links
        if link.type == "SUBJECT_OF" and link.from_id == network.subject_id and link.to_id in cases
    )


def find_ties(network: CaseNetwork) -> tuple[Tie, ...]:
    """Return what is said of each thing that a link joins to the subject, or to the case, and of each worker's role."""
    cases = own_cases(network)
    kinds = {node.id: node.kind for node in network.nodes}
    hubs = {**dict.fromkeys(sorted(cases), "this case"), network.subject_id: "subject"}
    found: list[Tie] = []
    for link in network.links:
        ends = {link.from_id, link.to_id}
        if len(ends) == 1 or ends <= hubs.keys():
            continue
        hub = next((id_ for id_ in (link.from_id, link.to_id) if id_ in hubs), None)
        if hub is not None:
            other = link.to_id if link.from_id == hub else link.from_id
            found.append(Tie(other, link.id, _say_tie(link, hub, hubs[hub]), kinds[other] not in PLACES))
        elif link.type == "ASSIGNED_TO":
            found.append(Tie(link.from_id, link.id, _role_of(link), is_enough=False))
    return tuple(found)


def said_links(network: CaseNetwork) -> frozenset[str]:
    """Return the ids of the links that cards say, so that no line has to."""
    return frozenset(tie.link_id for tie in find_ties(network) if tie.is_enough)


def caption_of(node: NetworkNode, ties: Sequence[Tie], *, is_subject: bool = False) -> str:
    """Return the line below the name: what ties the node to the subject, else its role or kind, and an age."""
    said = list(dict.fromkeys(tie.words for tie in ties))
    if "past_victim" in node.roles and "victim" not in node.roles:
        said = [f"past {words}" if words.startswith("victim of") else words for words in said]
    spoken = " ".join(said).lower()
    own = _roles(node) if node.kind == "Person" else _kind_words(node)
    if is_subject:
        own = ["subject", *(role for role in own if role not in {"subject", "offender"})]
    others = [role for role in own if role.lower() not in spoken]
    if said:
        # A tie says more than a role does; what a meeting must not overlook is said all the same.
        others = [role for role in others if role in _NEVER_LEFT_OUT and node.kind == "Person"]
    age = node.facts.get("age")
    aged = [f"aged {age}"] if isinstance(age, int) and str(age) not in node.label else []
    return upper_first(make_inert(", ".join([*said, *others, *aged])))


def day_in_words(day: date | datetime) -> str:
    """Return a day, or a moment to the minute: `3 March 2026`, `3 March 2026 at 14:05`."""
    words = f"{day.day} {day:%B} {day.year}"
    if isinstance(day, datetime) and (day.hour, day.minute) not in {(0, 0), (23, 59)}:
        return f"{words} at {day:%H:%M}"
    return words


def period_in_words(start: date | None, stop: date | None) -> str:
    """Return a period: `since 1 May 2025 until 3 June 2025`; nothing for an open end."""
    since = f"since {day_in_words(start)}" if start and start != MIN_DAY else ""
    until = f"until {day_in_words(stop)}" if stop and stop != MAX_DAY else ""
    return " ".join(part for part in (since, until) if part)


def fact_in_words(value: Fact) -> str:
    """Return a fact's value for a reader."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day_in_words(value) if isinstance(value, date) else make_inert(str(value))


def is_unchecked(flag: NetworkFlag) -> bool:
    """Tell whether the rule could not be checked."""
    return flag.outcome == OUTCOME_NOT_CHECKED


def is_undecided(flag: NetworkFlag) -> bool:
    """Tell whether somebody still has to decide about the flag."""
    return flag.status not in _DECIDED


def is_gone(flag: NetworkFlag) -> bool:
    """Tell whether the flag is no longer found, and shown only because it was."""
    return flag.change == "gone"


def status_in_words(flag: NetworkFlag) -> str:
    """Return where a flag stands and, where it is compared with an earlier day, what became of it: `open, new`."""
    if is_gone(flag):
        return "no longer found"
    status, change = make_inert(flag.status).replace("_", " "), make_inert(flag.change)
    return f"{status}, {change}" if change else status


def title_of(flag: NetworkFlag) -> str:
    """Return the title of a flag, which says where the rule could not be checked."""
    title = make_inert(flag.title)
    return f"Could not check: {title}" if is_unchecked(flag) else title


def label_of(node: NetworkNode) -> str:
    """Return what a node is called, harmless to show; its kind where it has no name."""
    return make_inert(node.label) or look_of(node).word


def say_link(link: NetworkLink) -> str:
    """Return what a link says: its label, else its type."""
    return make_inert(link.label) or link.type.lower().replace("_", " ")


def say_verb(link: NetworkLink) -> str:
    """Return what a link says, for between its two ends in a sentence: `is victim of`, `lives at`."""
    if link.type == "ASSIGNED_TO":
        return f"is {_role_of(link)} of"
    said = say_link(link)
    return f"is {said}" if link.type in _STATES and not said.lower().startswith("is ") else said


def _say_tie(link: NetworkLink, hub: str, word: str) -> str:
    said = make_inert(link.label).lower() if link.label else ""
    role = link.facts.get("role")
    if link.type == "ASSIGNED_TO" and link.to_id == hub:
        return f"{_role_of(link)} of {word}"
    if link.type == "NAMED_IN":
        part = str(role).replace("_", " ") if isinstance(role, str) else said.partition("(")[2].rstrip(")")
        return f"names {word} as {part}" if part else f"names {word}"
    if link.from_id == hub:
        backward = BACKWARD.get(link.type)
        return f"{backward} {word}" if backward else f"{word} {said}"
    return f"{said or link.type.lower().replace('_', ' ')} {word}"


def _role_of(link: NetworkLink) -> str:
    """Return a worker's role: as the statement has it, else by its label, `assigned to (social worker)`."""
    role = link.facts.get("role")
    if isinstance(role, str):
        said = make_inert(role).replace("_", " ")
    else:
        said = make_inert(link.label).lower().removesuffix(")").removeprefix("assigned to").strip(" (")
    return _SHORT.get(said, said) or "key worker"


def _roles(node: NetworkNode) -> list[str]:
    words = [ROLE_WORDS.get(role, role) for role in node.roles]
    telling = [word for word in dict.fromkeys(words) if word != "other person"]
    if "offender" in telling and "perpetrator" in telling:
        telling.remove("perpetrator")
    return telling or ["other person"]


def _kind_words(node: NetworkNode) -> list[str]:
    if node.kind == "MappaCase":
        return [f"{name} {node.facts[name]}" for name in ("category", "level") if node.facts.get(name) is not None]
    kind = node.facts.get("kind")
    word = look_of(node).word
    told = str(kind).replace("_", " ") if isinstance(kind, str) and kind not in {"other", "dwelling"} else ""
    is_said = node.label.lower().startswith(word.lower()) and told.lower() in node.label.lower()
    return [] if is_said else [told or word]
