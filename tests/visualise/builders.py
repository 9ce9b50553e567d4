"""Case networks in a few words; everybody in them is invented."""

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import networkx as nx

from graph_schema.case_network import (
    CaseNetwork,
    Fact,
    Guidance,
    Hidden,
    NetworkFlag,
    NetworkLink,
    NetworkNode,
)
from graph_schema.periods import AsOf

AS_OF = AsOf(date(2026, 11, 22), datetime(2026, 11, 22, 10, 14))
_TITLES = {
    "ACC-01": ("accommodation", "critical", "Home in an exclusion zone"),
    "ACC-02": ("accommodation", "critical", "Same building as own victim"),
    "ACC-03": ("accommodation", "high", "Home near a current victim"),
    "ACC-05": ("accommodation", "high", "Home near a place for children"),
    "ACC-07": ("accommodation", "high", "Home near an associate"),
    "MAR-01": ("marac", "high", "MARAC overlap not shared"),
    "TRF-03": ("transfers", "critical", "Receiving area holds a victim"),
    "CHI-01": ("children", "high", "Child without a social worker"),
    "CHI-02": ("children", "medium", "Child's record has gaps"),
}
_STEPS = {
    "accommodation": "Tell the offender manager before anything is offered, and ask the victim liaison officer.",
    "marac": "Agree which forum leads and record what was shared with the MARAC.",
    "transfers": "Hold a joint meeting with the receiving area before it accepts.",
    "children": "Ring children's services today and invite them to the next meeting.",
}


@dataclass
class CaseBuilder:
    """Puts a case network together, a thing or a statement at a time."""

    case_ref: str = "C-24118"
    audience: str = "chair"
    is_synthetic: bool = True
    marking: str = "OFFICIAL-SENSITIVE"
    nodes: list[NetworkNode] = field(default_factory=list)
    links: list[NetworkLink] = field(default_factory=list)
    flags: list[NetworkFlag] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)

    def with_person(self, id_: str, label: str, /, *roles: str, **facts: Fact) -> "CaseBuilder":
        return self._add(NetworkNode(id_, "Person", label, tuple(sorted(roles)), (f"police:{id_}",), facts))

    def with_thing(self, id_: str, kind: str, label: str, /, **facts: Fact) -> "CaseBuilder":
        return self._add(NetworkNode(id_, kind, label, (), (f"police:{id_}",), facts))

    def linked(self, from_id: str, type_: str, to_id: str, label: str = "", **facts: Fact) -> "CaseBuilder":
        number = len(self.links) + 1
        words = label or type_.lower().replace("_", " ")
        self.links.append(
            NetworkLink(f"L{number:04}", type_, from_id, to_id, words, date(2025, 5, 1), None, ("police",), facts)
        )
        return self

    def living_at(self, person: str, *addresses: str) -> "CaseBuilder":
        for address in addresses:
            self.linked(person, "LIVES_AT", address)
        return self

    def parent_of(self, parent: str, *children: str) -> "CaseBuilder":
        for child in children:
            self.linked(parent, "PARENT_OF", child)
        return self

    def flagged(self, rule: str, *node_ids: str, is_checked: bool = True, **facts: Fact) -> "CaseBuilder":
        family, severity, title = _TITLES[rule]
        number = len(self.flags) + 1
        touched = set(node_ids)
        self.flags.append(
            NetworkFlag(
                id=f"F{number}",
                number=number,
                rule=rule,
                family=family,
                severity=severity,
                status="open",
                outcome="found" if is_checked else "could_not_check",
                title=title,
                summary=f"{' and '.join(self._label(id_) for id_ in node_ids[-2:])}: {title.lower()}.",
                next_step=_STEPS[family],
                guidance=(Guidance("MAPPA Guidance 2012, version 6.2", "18.4"),),
                node_ids=node_ids,
                link_ids=tuple(link.id for link in self.links if {link.from_id, link.to_id} <= touched),
                facts=facts,
            )
        )
        return self

    def build(self, *, shuffled_by: int | None = None) -> CaseNetwork:
        nodes, links = list(self.nodes), list(self.links)
        flags, hidden = list(self.flags), list(self.hidden)
        if shuffled_by is not None:
            order = random.Random(shuffled_by)
            for things in (nodes, links, flags, hidden):
                order.shuffle(things)
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in nodes:
            graph.add_node(node.id, node=node)
        for link in links:
            graph.add_edge(link.from_id, link.to_id, key=link.id, link=link)
        return CaseNetwork(
            case_ref=self.case_ref,
            subject_id="P1",
            as_of=AS_OF,
            audience=self.audience,
            marking=self.marking,
            is_synthetic=self.is_synthetic,
            graph=graph,
            flags=tuple(flags),
            hidden=tuple(hidden),
        )

    def renamed(self, id_: str, label: str) -> "CaseBuilder":
        self.nodes = [replace(node, label=label) if node.id == id_ else node for node in self.nodes]
        return self

    def _label(self, id_: str) -> str:
        return next(node.label for node in self.nodes if node.id == id_)

    def _add(self, node: NetworkNode) -> "CaseBuilder":
        self.nodes.append(node)
        return self


def a_case() -> CaseBuilder:
    """Return the subject with his case, and nothing else."""
    return (
        CaseBuilder()
        .with_person("P1", "Darren HOLT", "nominal", "subject")
        .with_thing("C-24118", "MappaCase", "MAPPA case C-24118", level=2, category=1)
        .linked("P1", "SUBJECT_OF", "C-24118")
    )


def a_full_case() -> CaseBuilder:
    """Return some thirty things and five flags: what a chair sees at a level 2 meeting."""
    case = a_case()
    _add_agencies(case)
    _add_people(case)
    _add_places(case)
    case.with_thing("M1", "MaracCase", "MARAC case 24/118").with_thing("A1", "Area", "Westshire")
    case.with_thing("T1", "Transfer", "Transfer: MAPPA area, 2 December 2026")
    case.linked("C-24118", "TRANSFERRED_BY", "T1").linked("T1", "ENTERS", "A1", "to")
    case.linked("P1", "NAMED_IN", "M1", "named in (perpetrator)", role="perpetrator")
    case.linked("P3", "NAMED_IN", "M1", "named in (victim)", role="victim")
    case.linked("P6", "NAMED_IN", "M1", "named in (child)", role="child")
    case.linked("W4", "ASSIGNED_TO", "P6", "social worker", role="social_worker")
    case.linked("W6", "ASSIGNED_TO", "P3", "IDVA", role="idva")
    return (
        case.flagged("ACC-03", "P1", "H2", "H3", "P3", distanceM=180)
        .flagged("ACC-05", "P1", "H2", "S1", distanceM=240)
        .flagged("MAR-01", "P1", "M1", "P3", "C-24118")
        .flagged("ACC-07", "P1", "H2", "P2", "H2")
        .flagged("TRF-03", "P1", "C-24118", "T1", "A1")
    )


def _add_agencies(case: CaseBuilder) -> None:
    agencies = {
        "G1": ("Probation Service", "W1", "A. Begum", "community_offender_manager"),
        "G2": ("Police public protection unit", "W2", "DC L. Shaw", "mosovo_officer"),
        "G3": ("Borough Housing", "W3", "R. Doyle", "housing_officer"),
        "G4": ("Children's Social Care", "W4", "P. Adeyemi", ""),
        "G5": ("NHS Mental Health", "W5", "Dr K. Lund", "key_worker"),
        "G6": ("Westshire Women's Aid", "W6", "S. Moreau", ""),
    }
    for agency, (name, worker, who, role) in agencies.items():
        case.with_thing(agency, "Agency", name).with_thing(worker, "KeyWorker", who)
        case.linked(worker, "WORKS_FOR", agency)
        if role:
            case.linked(worker, "ASSIGNED_TO", "P1", role.replace("_", " "), role=role)
    case.linked("G1", "LEADS", "C-24118")


def _add_people(case: CaseBuilder) -> None:
    case.with_person("P2", "Kevin MARSH", "associate", "nominal").linked("P1", "CO_DEFENDANT_OF", "P2")
    case.with_person("P3", "Sarah WHITCOMBE", "victim").with_person("P4", "Leanne PRICE", "victim")
    case.with_person("P5", "Tom OKAFOR", "past_victim").with_person("P9", "Gemma REID", "partner")
    for victim in ("P3", "P4", "P5"):
        case.linked(victim, "VICTIM_OF", "P1")
    case.linked("P1", "PARTNER_OF", "P9")
    children = {
        "P6": ("Mia WHITCOMBE", 7),
        "P7": ("Jack WHITCOMBE", 4),
        "P8": ("Ella PRICE", 11),
        "P10": ("Noah REID", 2),
    }
    for child, (name, age) in children.items():
        case.with_person(child, name, "child", age=age)
    case.parent_of("P3", "P6", "P7").parent_of("P4", "P8").parent_of("P9", "P10").parent_of("P1", "P6")


def _add_places(case: CaseBuilder) -> None:
    places = {
        "H1": ("12 Canal Row, Widnes, WA8 1AA", "approved_premises"),
        "H2": ("22 Station Road, Widnes, WA8 2BB", ""),
        "H3": ("Flat 3, 40 Mill Street, Widnes, WA8 2BC", ""),
        "H4": ("7 Orchard Close, Runcorn, WA7 1CD", ""),
        "H5": ("9 Beech Avenue, Runcorn, WA7 4EF", ""),
        "H6": ("55 Park View, Widnes, WA8 9GH", ""),
    }
    for place, (name, kind) in places.items():
        case.with_thing(place, "Address", name, kind=kind or None)
    case.with_thing("S1", "Site", "St Anne's Primary School", kind="school")
    case.living_at("P1", "H1").linked("P1", "PROPOSED_AT", "H2").living_at("P2", "H2")
    for person in ("P3", "P6", "P7"):
        case.living_at(person, "H3")
    case.living_at("P4", "H4").living_at("P8", "H4").living_at("P5", "H5")
    case.living_at("P9", "H6").living_at("P10", "H6")


def a_small_case() -> CaseBuilder:
    """Return eight people and five flags."""
    return (
        a_case()
        .with_person("P2", "Kevin MARSH", "nominal")
        .with_person("P3", "Sarah WHITCOMBE", "victim")
        .with_person("P4", "Leanne PRICE", "past_victim")
        .with_person("P5", "Gemma REID", "partner")
        .with_person("P6", "Mia WHITCOMBE", "child", age=7)
        .with_person("P7", "Noah REID", "child", age=2)
        .with_person("P8", "Ann HOLT", "relative")
        .with_thing("H1", "Address", "22 Station Road, Widnes, WA8 2BB")
        .with_thing("H2", "Address", "40 Mill Street, Widnes, WA8 2BC")
        .with_thing("M1", "MaracCase", "MARAC case 24/118")
        .linked("P3", "VICTIM_OF", "P1")
        .linked("P4", "VICTIM_OF", "P1")
        .linked("P1", "PARTNER_OF", "P5")
        .linked("P1", "CO_DEFENDANT_OF", "P2")
        .linked("P1", "RELATIVE_OF", "P8")
        .parent_of("P3", "P6")
        .parent_of("P5", "P7")
        .living_at("P1", "H1")
        .living_at("P2", "H1")
        .living_at("P3", "H2")
        .living_at("P6", "H2")
        .linked("P1", "NAMED_IN", "M1", role="perpetrator")
        .linked("P3", "NAMED_IN", "M1", role="victim")
        .flagged("ACC-03", "P1", "H1", "H2", "P3", distanceM=420)
        .flagged("MAR-01", "P1", "M1", "P3")
        .flagged("CHI-01", "P1", "P7")
        .flagged("ACC-07", "P1", "P2", "H1")
        .flagged("CHI-02", "P6", is_checked=False)
    )


def a_crowd(count: int = 40) -> CaseBuilder:
    """Return `count` people, a third of them children, in homes of three, with a flag for every fourth."""
    case = a_case().with_thing("H0", "Address", "1 Quay Street, Widnes, WA8 1AA").living_at("P1", "H0")
    parent = ""
    for number in range(2, count + 1):
        id_, home = f"P{number}", f"H{number // 3}"
        if number % 3 == 2:
            parent = id_
            role = ("victim", "partner", "relative", "past_victim")[number // 3 % 4]
            case.with_person(id_, f"{_FIRST[number % 12]} {_LAST[number % 11]}", role)
            case.linked(id_, "VICTIM_OF" if "victim" in role else "RELATIVE_OF", "P1")
            if number > 2:
                case.with_thing(home, "Address", f"{number} Canal Street, Widnes, WA8 1AA")
        elif number % 3 == 0:
            case.with_person(id_, f"{_FIRST[number % 12]} {_LAST[(number - 1) % 11]}", "child", age=number % 16)
            case.parent_of(parent, id_)
        else:
            case.with_person(id_, f"{_FIRST[number % 12]} {_LAST[number % 11]}", "nominal")
            case.linked("P1", "ASSOCIATE_OF", id_)
        if any(node.id == home for node in case.nodes):
            case.living_at(id_, home)
    for number in range(4, count, 4):
        case.flagged("CHI-01" if number % 3 == 0 else "ACC-07", "P1", f"P{number}")
    return case


_FIRST = ("Ada", "Ben", "Cora", "Dev", "Esme", "Finn", "Gwen", "Hari", "Isla", "Jo", "Kit", "Lena")
_LAST = ("ABBOT", "BRENNAN", "CHOWDHURY", "DOYLE", "EVANS", "FARROW", "GRANT", "HUGHES", "IQBAL", "JONES", "KAUR")
