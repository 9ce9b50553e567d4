"""The kinds of node: things that are, while all that can change about them is a statement."""

from collections.abc import Mapping

from graph_schema.kinds import NodeKind, Property, ValueType
from graph_schema.sensitivity import Sensitivity

_TEXT, _DAY, _TRUTH = ValueType.TEXT, ValueType.DAY, ValueType.TRUTH

_KINDS = (
    NodeKind("Person", "somebody: offender, victim and child are roles a person has at a date"),
    NodeKind("Address", "a place somebody can live, stay, work or be placed"),
    NodeKind("Site", "a place that matters for what it is: school, nursery, refuge, park"),
    NodeKind("LocalAuthority", "a local authority district, by ONS code", (Property("name", _TEXT),)),
    NodeKind("Area", "one of the 42 MAPPA areas, by slug", (Property("name", _TEXT),)),
    NodeKind("Agency", "a body that sends, manages, is invited or owes a duty", sensitivity=Sensitivity.PUBLIC),
    NodeKind(
        "KeyWorker", "a member of an agency's staff who works with people or cases", sensitivity=Sensitivity.STAFF
    ),
    NodeKind("MappaCase", "the management of one nominal, or of one potentially dangerous person"),
    NodeKind("MaracCase", "one referral to a MARAC", sensitivity=Sensitivity.MARAC),
    NodeKind("RiskAssessment", "one assessment of the risk of serious harm"),
    NodeKind("Sentence", "one sentence of a court"),
    NodeKind("Order", "a licence, court order or notification requirement"),
    NodeKind("Condition", "one condition of an order"),
    NodeKind("Zone", "a polygon a condition keeps somebody out of, or within", sensitivity=Sensitivity.LOCATION),
    NodeKind("InformationShare", "one sharing of information between forums or agencies"),
    NodeKind("Placement", "one referral to, or stay in, arranged accommodation"),
    NodeKind("Transfer", "one move of a case, of responsibility or of a record's ownership"),
    NodeKind("Event", "a release, recall, arrest, breach or the like"),
    NodeKind("Notification", "one duty to notify under sex offender notification requirements"),
    NodeKind("RiskPlan", "one agreed risk management plan"),
    NodeKind("Referral", "one referral to MAPPA"),
    NodeKind("Meeting", "one MAPPA meeting, held or planned"),
    NodeKind("Action", "one action set by a meeting"),
    NodeKind("Disclosure", "one decision to disclose or not"),
    NodeKind(
        "Record",
        "one agency's own row about something, kept as sent",
        (Property("agency", _TEXT, "who sends it"), Property("feed_table", _TEXT, "the table of the feed")),
        Sensitivity.PERSONAL,
    ),
    NodeKind(
        "Identifier",
        "a value by which records of one thing find each other: an identifier, or a normalised address",
        sensitivity=Sensitivity.PERSONAL,
    ),
    NodeKind(
        "Feed",
        "what one agency sent at one time, landed whole",
        (
            Property("agency", _TEXT, "who sent it"),
            Property("received", _DAY, "when it was received: all in it is known from this day"),
            Property("name", _TEXT, "the folder's or file's name"),
            Property("digest", _TEXT, "hash of its bytes"),
            Property("profile", _TEXT, "profile that mapped it"),
            Property("handling", _TEXT, "handling marking"),
            Property("grading", _TEXT, "grading"),
            Property("complete", _TRUTH, "whether rows left out were withdrawn"),
            Property("synthetic", _TRUTH, "whether everybody in it is invented"),
            Property("report", _TEXT, "the report of its landing, JSON"),
        ),
    ),
    NodeKind("Meta", "facts about the store itself", (Property("version", ValueType.INTEGER, "schema version"),)),
)

NODE_KINDS: Mapping[str, NodeKind] = {kind.label: kind for kind in _KINDS}
"""Every node kind by label. Every node has `id`: a shared name as sent, `agency:ref`, or a hash for people and
addresses, whose identity may span agencies."""
