"""How links read, subject to object."""

from collections.abc import Mapping

from service.naming.labels import words

_SAID = {
    "VICTIM_OF": "victim of", "PARENT_OF": "parent of", "CARER_OF": "carer of", "PARTNER_OF": "partner of",
    "EX_PARTNER_OF": "former partner of", "SIBLING_OF": "sibling of", "RELATIVE_OF": "relative of",
    "HOUSEHOLD_MEMBER_OF": "in the household of", "ASSOCIATE_OF": "associate of",
    "NON_ASSOCIATE_OF": "must not associate with", "CO_DEFENDANT_OF": "co-defendant of",
    "WITNESS_AGAINST": "witness against", "IN_CONTACT_WITH": "in contact with",
    "IN_CONTACT_SCHEME": "kept informed about", "LIVES_AT": "lives at", "STAYS_AT": "stays at",
    "PROPOSED_AT": "proposed to live at", "VISITS": "visits", "WORKS_AT": "works at", "ATTENDS": "attends",
    "SUBJECT_OF": "subject of", "NAMED_IN": "named in", "BOUND_BY": "bound by", "ON_PLAN": "on a plan of",
    "PLACED_IN": "to be placed", "PLACED_AT": "placed at", "MOVES_ON_TO": "moves on to", "OFFERED_BY": "offered by",
    "LEADS": "leads", "ASSIGNED_TO": "assigned to", "WORKS_FOR": "works for", "MANAGED_UNDER": "managed under",
    "TRANSFERRED_BY": "transferred by", "IMPOSES": "imposes", "PROTECTS": "protects", "BOUNDED_BY": "bounded by",
    "NAMES": "names", "STANDS_AT": "stands at",
}  # fmt: skip


def link_label(type_: str, facts: Mapping[str, object]) -> str:
    """Return a type in words, with the role or kind that the facts tell.

    Nothing else goes into a label: what is redacted from the facts must not stay in words.
    """
    said = _SAID.get(type_, words(type_.lower()))
    told = facts.get("role") or (facts.get("kind") if type_ == "ON_PLAN" else None) or facts.get("contact_kind")
    return f"{said} ({words(str(told))})" if told else said
