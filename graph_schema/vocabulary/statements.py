"""How the rows of each feed table become dated statements in the graph."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_schema.vocabulary.feed_tables import TABLES

SELF = "self"
"""The end of a statement that is the row's own thing: the case of a case row, the order of an order row."""

RECORD = "record"
"""The end of a statement that is the agency's record: for facts about a thing that bind it to no other thing."""

THINGS: Mapping[str, str] = {
    "agencies": "Agency",
    "key_workers": "KeyWorker",
    "persons": "Person",
    "addresses": "Address",
    "zones": "Zone",
    "sites": "Site",
    "mappa_cases": "MappaCase",
    "risk_assessments": "RiskAssessment",
    "sentences": "Sentence",
    "orders": "Order",
    "conditions": "Condition",
    "marac_cases": "MaracCase",
    "information_shares": "InformationShare",
    "placements": "Placement",
    "transfers": "Transfer",
    "events": "Event",
    "notifications": "Notification",
    "risk_plans": "RiskPlan",
    "referrals": "Referral",
    "meetings": "Meeting",
    "actions": "Action",
    "disclosures": "Disclosure",
}
"""The node kind a row of a table is about; tables left out only bind things of other tables."""


@dataclass(frozen=True)
class StatementForm:
    """One relationship that a row of `table` yields where both its ends are named.

    `from_end` and `to_end` are a reference, an area or a local authority column of the table, `SELF` or `RECORD`.
    `type` is the relationship type, or None where `types_by_kind` names it for each code of the column `kind`.
    `columns` are offered as properties, `renamed` where a name would clash with a word of the query language.
    """

    table: str
    type: str | None
    from_end: str
    to_end: str
    columns: tuple[str, ...] = ()
    types_by_kind: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)

    @property
    def carried(self) -> tuple[str, ...]:
        """Return the columns carried: those offered, less the references that are statements of their own."""
        ends = {end for form in FORMS if form.table == self.table for end in (form.from_end, form.to_end)}
        table = TABLES[self.table]
        return tuple(name for name in self.columns if not (table.column(name).target and name in ends))

    @property
    def types(self) -> tuple[str, ...]:
        """Return every relationship type the form can yield."""
        return (self.type,) if self.type else tuple(dict.fromkeys(self.types_by_kind.values()))

    def property_name(self, column: str) -> str:
        """Return the name the column has on the relationship."""
        return self.renamed.get(column, column)

    def label(self, end: str) -> str:
        """Return the node kind of one end."""
        if end == SELF:
            return THINGS[self.table]
        if end == RECORD:
            return "Record"
        column = TABLES[self.table].column(end)
        by_type = {"area": "Area", "lad": "LocalAuthority"}
        return by_type[column.type] if column.target is None else THINGS[column.target]

    @property
    def pair(self) -> tuple[str, str]:
        """Return the node kinds the relationship runs between."""
        return self.label(self.from_end), self.label(self.to_end)


def _others(table: str, *left_out: str) -> tuple[str, ...]:
    clocks = ("valid_from", "valid_to", "statement_ref", TABLES[table].key or "")
    return tuple(name for name in TABLES[table].column_names if name not in {*clocks, *left_out})


_RESIDENCE_TYPES = {
    "home": "LIVES_AT",
    "staying": "STAYS_AT",
    "proposed": "PROPOSED_AT",
    "visiting": "VISITS",
    "works_at": "WORKS_AT",
    "attends": "ATTENDS",
}
_RELATIONSHIP_TYPES = {code: code.upper() for code in TABLES["relationships"].column("kind").codes}


def _about_person(table: str, type_: str, **options: Mapping[str, str]) -> StatementForm:
    return StatementForm(table, type_, "person_ref", SELF, _others(table, "person_ref"), **options)


FORMS: tuple[StatementForm, ...] = (
    StatementForm("agencies", "DESCRIBED_BY", SELF, RECORD, _others("agencies")),
    StatementForm("agencies", "WORKS_IN", SELF, "area"),
    StatementForm("key_workers", "WORKS_FOR", SELF, "agency_ref", ("name", "phone", "email")),
    StatementForm(
        "residences", None, "person_ref", "address_ref", ("kind", "verified_on", "verified_by"), _RESIDENCE_TYPES
    ),
    StatementForm(
        "relationships", None, "from_ref", "to_ref", ("kind", "offence", "contact_kind"), _RELATIONSHIP_TYPES
    ),
    _about_person("mappa_cases", "SUBJECT_OF", defaults={"kind": "mappa"}),
    StatementForm("mappa_cases", "MANAGED_IN", SELF, "area"),
    StatementForm("mappa_cases", "LEADS", "lead_agency_ref", SELF),
    _about_person("risk_assessments", "ASSESSED_AS"),
    _about_person("sentences", "SENTENCED_TO"),
    _about_person("orders", "BOUND_BY"),
    StatementForm("conditions", "IMPOSES", "order_ref", SELF, _others("conditions", "order_ref")),
    StatementForm("conditions", "PROTECTS", SELF, "protected_person_ref"),
    StatementForm("conditions", "BOUNDED_BY", SELF, "zone_ref"),
    StatementForm("conditions", "NAMES", SELF, "address_ref"),
    StatementForm("zones", "DRAWN_AS", SELF, RECORD, ("name", "geometry")),
    StatementForm("sites", "STANDS_AT", SELF, "address_ref"),
    StatementForm("marac_cases", "HEARD_IN", SELF, "area", _others("marac_cases", "area")),
    StatementForm("marac_people", "NAMED_IN", "person_ref", "marac_ref", ("role",)),
    StatementForm("information_shares", "SHARES", SELF, "case_ref", _others("information_shares", "case_ref")),
    StatementForm("information_shares", "SHARES_ABOUT", SELF, "marac_ref"),
    StatementForm("assignments", "ASSIGNED_TO", "worker_ref", "person_ref", ("role",)),
    StatementForm("assignments", "ASSIGNED_TO", "worker_ref", "case_ref", ("role",)),
    StatementForm("assignments", "ASSIGNED_TO", "worker_ref", "marac_ref", ("role",)),
    StatementForm(
        "victim_contact",
        "IN_CONTACT_SCHEME",
        "victim_ref",
        "offender_ref",
        ("scheme", "offered_on", "opted_in", "last_contact_on"),
    ),
    StatementForm("child_plans", "ON_PLAN", "person_ref", "local_authority", ("kind",)),
    StatementForm("premises", "OFFERED_BY", "address_ref", "provider_ref", ("name", "scheme", "capacity", "excludes")),
    _about_person("placements", "PLACED_IN"),
    StatementForm("placements", "PLACED_AT", SELF, "address_ref"),
    StatementForm("placements", "MOVES_ON_TO", SELF, "move_on_address_ref"),
    StatementForm("transfers", "TRANSFERRED_BY", "case_ref", SELF, _others("transfers", "case_ref")),
    StatementForm("transfers", "LEAVES", SELF, "from_area"),
    StatementForm("transfers", "ENTERS", SELF, "to_area"),
    _about_person("events", "UNDERWENT", renamed={"on": "happened_on"}),
    _about_person("notifications", "MUST_NOTIFY"),
    StatementForm("risk_plans", "MANAGED_UNDER", "case_ref", SELF, _others("risk_plans", "case_ref")),
    _about_person("referrals", "REFERRED_BY"),
    StatementForm("referrals", "MADE_BY", SELF, "agency_ref"),
    StatementForm("meetings", "REVIEWS", SELF, "case_ref", _others("meetings", "case_ref")),
    StatementForm("meetings", "CHAIRS", "chair_ref", SELF),
    StatementForm(
        "invites", "INVITED_TO", "agency_ref", "meeting_ref", _others("invites", "agency_ref", "meeting_ref")
    ),
    StatementForm("actions", "SETS", "meeting_ref", SELF, _others("actions", "meeting_ref")),
    StatementForm("actions", "OWNS", "agency_ref", SELF),
    StatementForm("actions", "OWNS", "worker_ref", SELF),
    StatementForm("actions", "CONCERNS", SELF, "concerns_ref"),
    StatementForm("disclosures", "DISCLOSES", "case_ref", SELF, _others("disclosures", "case_ref")),
    StatementForm("disclosures", "DECIDED_AT", SELF, "meeting_ref"),
    StatementForm("access_restrictions", "ACCESS_LIMITED_BY", "person_ref", RECORD, ("kind", "username")),
)
"""Every statement a row yields as it stands. Details of people, positions of addresses and of sites are resolved
over all records of the thing, and have types of their own (`relationships.py`)."""


def forms_of(table: str) -> tuple[StatementForm, ...]:
    """Return the forms whose statements come from this table."""
    return tuple(form for form in FORMS if form.table == table)
