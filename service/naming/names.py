"""Asking the graph what things are called, a kind at a time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph_schema.periods import AsOf
from graph_schema.provenance import SEPARATOR
from graph_schema.store import GraphStore
from graph_schema.vocabulary import TABLES, THINGS
from ingest.records import public_ref
from service.naming import labels
from service.questions import load_question
from service.rules.findings import Thing


@dataclass(frozen=True)
class Named:
    """What a thing is called, and its references: `agency:ref`, or the bare one where agencies share the name."""

    label: str
    refs: tuple[str, ...]


@dataclass(frozen=True)
class _Naming:
    label: Callable[[str, labels.Facts], str]
    question: str | None = None


_NAMINGS: Mapping[str, _Naming] = {
    "Person": _Naming(labels.person, "people"),
    "Address": _Naming(labels.address, "addresses"),
    "Site": _Naming(labels.named("Site"), "sites"),
    "Agency": _Naming(labels.named("Agency"), "agencies"),
    "KeyWorker": _Naming(labels.named("Key worker"), "key_workers"),
    "Zone": _Naming(labels.titled("Zone"), "zones"),
    "Area": _Naming(labels.area),
    "LocalAuthority": _Naming(labels.local_authority),
    "MappaCase": _Naming(labels.referred("MAPPA case")),
    "MaracCase": _Naming(labels.referred("MARAC case")),
    "Order": _Naming(labels.dated("Order"), "orders"),
    "Condition": _Naming(labels.dated("Condition"), "conditions"),
    "RiskAssessment": _Naming(labels.dated("Risk assessment"), "risk_assessments"),
    "Sentence": _Naming(labels.dated("Sentence"), "sentences"),
    "InformationShare": _Naming(labels.dated("Information share"), "information_shares"),
    "Placement": _Naming(labels.dated("Placement"), "placements"),
    "Transfer": _Naming(labels.dated("Transfer"), "transfers"),
    "Event": _Naming(labels.dated("Event"), "events"),
    "Notification": _Naming(labels.dated("Notification"), "notifications"),
    "RiskPlan": _Naming(labels.dated("Risk management plan"), "risk_plans"),
    "Referral": _Naming(labels.dated("Referral"), "referrals"),
    "Meeting": _Naming(labels.dated("Meeting"), "meetings"),
    "Action": _Naming(labels.dated("Action"), "actions"),
    "Disclosure": _Naming(labels.dated("Disclosure"), "disclosures"),
    "Record": _Naming(labels.referred("Record")),
    "Identifier": _Naming(labels.referred("Identifier")),
    "Feed": _Naming(labels.referred("Feed")),
    "Meta": _Naming(labels.referred("Store")),
}

_KEYLESS = frozenset(kind for table, kind in THINGS.items() if not TABLES[table].key)
"""Kinds whose nodes have the id of the record itself."""


def describe(store: GraphStore, things: Iterable[Thing], as_of: AsOf) -> Mapping[Thing, Named]:
    """Return what each of `things` is called as known at `as_of.known`, and the references that mean it.

    A person or an address has a reference for every record joined to it whose row is known then, sorted; of anything
    else the id is the reference. A kind is asked about once, however many things. Raises KeyError for a kind that the
    vocabulary does not have.
    """
    asked: dict[str, dict[str, None]] = {}
    for thing in things:
        asked.setdefault(thing.kind, {})[thing.id] = None
    named: dict[Thing, Named] = {}
    for kind, ids in asked.items():
        naming = _NAMINGS[kind]
        known = _ask(store, naming.question, list(ids), as_of) if naming.question else {}
        for id_ in ids:
            thing = Thing(kind, id_)
            named[thing] = name_thing(thing, known.get(id_, {}))
    return named


def name_thing(thing: Thing, facts: labels.Facts) -> Named:
    """Return what a thing is called, by what its kind's query told of it; for those who have asked already."""
    refs = _refs(thing.kind, thing.id, facts)
    return Named(_NAMINGS[thing.kind].label(refs[0] if refs else thing.id, facts), refs)


def _ask(store: GraphStore, question: str, ids: list[str], as_of: AsOf) -> dict[str, labels.Facts]:
    rows = store.read_each(load_question("service.naming", question), ids, {"known": as_of.known}).to_pylist()
    # The last to begin decides where several rows tell of one thing: a condition sent again, a worker who moved.
    rows.sort(key=lambda row: (row["begun"], repr(row)))
    return {str(row["thing"]): row for row in rows}


def _refs(kind: str, id_: str, facts: labels.Facts) -> tuple[str, ...]:
    if kind in {"Person", "Address"}:
        # Details are resolved over all records of the thing, and name each; an escaped separator stays in a key.
        records = str(facts.get("records") or "")
        return tuple(sorted({public_ref(record) for record in records.split(SEPARATOR) if record}))
    if kind == "Record" or kind in _KEYLESS:
        return (public_ref(id_),)
    return (id_,)
