"""The cases of some areas at a level, one line each; and one case with its episodes, people and key workers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_schema.areas import AREAS
from graph_schema.case_network import CaseNetwork, NetworkNode
from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.cases.audiences import CHAIR, CLEARANCES
from service.cases.network import read_network
from service.cases.nodes_and_links import open_day
from service.cases.roles import SUBJECT
from service.naming import describe
from service.policy import Policy
from service.questions import load_question
from service.rules.findings import Thing


@dataclass(frozen=True)
class Episode:
    """One period of a case at a category and a level in an area."""

    kind: str
    area: str
    category: int | None
    level: int | None
    next_review_on: date | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class CaseSummary:
    """One case as of a day: whose it is, and the episode that holds (of several, the one that began last)."""

    case_ref: str
    subject: str
    subject_label: str
    area: str
    category: int | None
    level: int | None
    kind: str
    next_review_on: date | None
    valid_from: date


@dataclass(frozen=True)
class CasePerson:
    """Somebody one hop from the subject, or the subject; the id lasts for one audience's view of the case."""

    id: str
    label: str
    roles: tuple[str, ...]
    refs: tuple[str, ...]


@dataclass(frozen=True)
class CaseWorker:
    """A key worker of the case, its subject or its children, as what, and for which agency."""

    id: str
    label: str
    roles: tuple[str, ...]
    agency: str | None


@dataclass(frozen=True)
class CaseDetail:
    """One case: the summary, every episode known (the first begun first), people with roles, workers."""

    summary: CaseSummary
    episodes: tuple[Episode, ...]
    people: tuple[CasePerson, ...]
    workers: tuple[CaseWorker, ...]

    @property
    def next_review_on(self) -> date | None:
        """Return when the case is next reviewed, as its episode says."""
        return self.summary.next_review_on


def list_cases(
    store: GraphStore, as_of: AsOf, *, areas: frozenset[str] | None = None, level: int | None = None
) -> list[CaseSummary]:
    """Return the cases whose episode holds, in these areas (all where None) and at this level, by case_ref."""
    asked = sorted(AREAS) if areas is None else sorted(areas)
    managed = store.read_each(load_question("service.cases", "cases_of_area"), asked, as_of.parameters)
    cases = sorted(set(managed["case_ref"].to_pylist()))
    holding = {case: row for case, rows in _episodes(store, cases, as_of).items() if (row := _current(rows, as_of))}
    kept = {
        case: row
        for case, row in holding.items()
        if row["area"] in asked and row["valid_to"] > as_of.day and level in {None, row["level"]}
    }
    named = describe(store, [Thing("Person", row["subject"]) for row in kept.values()], as_of)
    return [_summary(row, named[Thing("Person", row["subject"])].label) for _, row in sorted(kept.items())]


def case_area(store: GraphStore, case_ref: str, as_of: AsOf) -> str | None:
    """Return the area of a case: of the episode that holds, else of the last that began; None for an unknown case."""
    row = _current(_episodes(store, [case_ref], as_of).get(case_ref, []), as_of)
    return str(row["area"]) if row else None


def describe_case(  # noqa: PLR0913 - what is asked about, and how it is looked at
    store: GraphStore,
    policy: Policy,
    case_ref: str,
    as_of: AsOf,
    *,
    audience: str = CHAIR,
    clearances: Iterable[str] = CLEARANCES,
    barred: Collection[str] = (),
) -> CaseDetail | None:
    """Return a case as an audience may see it, None for a case of which no episode is known to have begun.

    `barred` are people whose records are closed to whoever looks, by the graph's ids.
    """
    episodes = _episodes(store, [case_ref], as_of).get(case_ref, [])
    current = _current(episodes, as_of)
    network = read_network(
        store, policy, case_ref, as_of, hops=1, audience=audience, clearances=clearances, barred=barred
    )
    if current is None or network is None:
        return None
    people = [node for node in network.nodes if node.kind == "Person"]
    ordered = sorted(people, key=lambda node: (SUBJECT not in node.roles, node.roles, node.label, node.id))
    subject = next(node.label for node in ordered if SUBJECT in node.roles)
    return CaseDetail(
        _summary(current, subject),
        tuple(_episode(row) for row in episodes),
        tuple(CasePerson(node.id, node.label, node.roles, node.refs) for node in ordered),
        tuple(sorted(_workers(network), key=lambda worker: (worker.roles, worker.label, worker.id))),
    )


def _episodes(store: GraphStore, cases: list[str], as_of: AsOf) -> dict[str, list[dict[str, Any]]]:
    rows = store.read_each(load_question("service.cases", "episodes"), cases, {"known": as_of.known}).to_pylist()
    found: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (row["valid_from"], row["statement"])):
        found.setdefault(row["case_ref"], []).append(row)
    return found


def _current(rows: list[dict[str, Any]], as_of: AsOf) -> dict[str, Any] | None:
    begun = [row for row in rows if row["valid_from"] <= as_of.day]
    return max(begun, key=lambda row: (as_of.day < row["valid_to"], row["valid_from"], row["statement"]), default=None)


def _summary(row: Mapping[str, Any], label: str) -> CaseSummary:
    return CaseSummary(
        row["case_ref"], row["subject"], label, row["area"], row["category"], row["level"], row["kind"],
        row["next_review_on"], row["valid_from"],
    )  # fmt: skip


def _episode(row: Mapping[str, Any]) -> Episode:
    return Episode(
        row["kind"], row["area"], row["category"], row["level"], row["next_review_on"], row["valid_from"],
        open_day(row["valid_to"]),
    )  # fmt: skip


def _workers(network: CaseNetwork) -> list[CaseWorker]:
    nodes: dict[str, NetworkNode] = {node.id: node for node in network.nodes}
    roles: dict[str, set[str]] = {node.id: set() for node in network.nodes if node.kind == "KeyWorker"}
    agencies: dict[str, str] = {}
    for link in network.links:
        if link.type == "ASSIGNED_TO" and link.from_id in roles:
            roles[link.from_id].add(str(link.facts.get("role") or ""))
        elif link.type == "WORKS_FOR":
            agencies[link.from_id] = nodes[link.to_id].label
    return [CaseWorker(id_, nodes[id_].label, tuple(sorted(told)), agencies.get(id_)) for id_, told in roles.items()]
