"""The relationship types: what each joins and carries, built from the statements that rows yield."""

from collections.abc import Mapping

from graph_schema.kinds import Property, RelationshipType, ValueType
from graph_schema.provenance import COMMON
from graph_schema.sensitivity import Sensitivity
from graph_schema.vocabulary.feed_tables import TABLES, Column
from graph_schema.vocabulary.statements import FORMS, StatementForm

VALUE_TYPES: Mapping[str, ValueType] = {
    "date": ValueType.DAY,
    "integer": ValueType.INTEGER,
    "metres": ValueType.INTEGER,
    "yesno": ValueType.TRUTH,
}
"""How the graph keeps a column, by the column's type; everything else is text."""

_TEXT, _DAY, _INTEGER = ValueType.TEXT, ValueType.DAY, ValueType.INTEGER


def property_of(column: Column, name: str | None = None) -> Property:
    """Return the property that carries a column, under its own or another name."""
    value_type = VALUE_TYPES.get(column.type, _TEXT)
    return Property(name or column.name, value_type, column.meaning, column.unit, column.codes, column.sensitivity)


def _details(table: str) -> tuple[Property, ...]:
    key = TABLES[table].key
    return tuple(property_of(column) for column in TABLES[table].columns if column.name != key and not column.target)


_POSITION = (
    Property("uncertainty_m", _INTEGER, "how far off the position may be: 0 as sent, 100 from a postcode", "metres"),
    Property("precision", _TEXT, "where the position is from", codes=("coordinates", "postcode", "none")),
    Property("area", _TEXT, "MAPPA area, by live postcode, else by the nearest live postcode to the position"),
    Property("local_authority", _TEXT, "local authority, found in the same way"),
)

_RESOLVED = (
    RelationshipType(
        "HAS_DETAILS",
        "what is known of a person over all agencies' records, exactly one at any time of knowledge",
        (("Person", "Record"),),
        (
            *_details("persons"),
            Property("born_from", _DAY, "first possible day of birth", sensitivity=Sensitivity.PERSONAL),
            Property("born_to", _DAY, "last possible day of birth", sensitivity=Sensitivity.PERSONAL),
        ),
        Sensitivity.PERSONAL,
    ),
    RelationshipType(
        "LOCATED_AT",
        "where an address is over all agencies' records, exactly one at any time of knowledge",
        (("Address", "Record"),),
        (
            *_details("addresses"),
            *_POSITION,
            Property("normal_primary", _TEXT, "primary name, normalised", sensitivity=Sensitivity.LOCATION),
            Property("normal_street", _TEXT, "street, normalised", sensitivity=Sensitivity.LOCATION),
        ),
        Sensitivity.LOCATION,
    ),
    RelationshipType(
        "SITED_AS",
        "what and where a site is: its own coordinates, its address's, its postcode's, its address's postcode's",
        (("Site", "Record"),),
        (*_details("sites"), *_POSITION[:2]),
    ),
    RelationshipType(
        "SAME_AS",
        "that a record is about a thing: its own, or one it was joined to and why",
        (("Record", "Person"), ("Record", "Address")),
        (
            Property(
                "basis", _TEXT, "the kind of identifier that joined it; person or model where a judgement did; own"
            ),
        ),
        Sensitivity.PERSONAL,
    ),
)

_JUDGED_OF = (
    Property("statement", _TEXT, "its own id"),
    Property("known_from", ValueType.MOMENT, "from when on it counts"),
    Property("known_to", ValueType.MOMENT, "when it was undone, or another took its place"),
    Property("model", _TEXT, "name and hash of the model that compared the two"),
    Property("run", _TEXT, "the run of linkage that did"),
    Property("score", _INTEGER, "the model's probability that both are about one person", "millionths"),
    Property(
        "reasons", _TEXT, "what agrees, disagrees and is missing, with weights, JSON", "", (), Sensitivity.PERSONAL
    ),
    Property("guards", _TEXT, "what holds a join back, separated by semicolons"),
)
_ENDED = (
    Property("ended_by", _TEXT, "who undid it, or what took its place", sensitivity=Sensitivity.STAFF),
    Property("ended_note", _TEXT, "why", sensitivity=Sensitivity.PERSONAL),
)
_ASKED = (
    Property("since", ValueType.MOMENT, "since when the two wait, or waited, for somebody to decide"),
    Property("asked_by", _TEXT, "who asked for a second opinion", sensitivity=Sensitivity.STAFF),
    Property("opinion", _TEXT, "what they would say themselves", codes=("same", "not_same", "unsure")),
    Property("asked_note", _TEXT, "what they would have looked at", sensitivity=Sensitivity.PERSONAL),
)

_BOOKKEEPING = (
    RelationshipType(
        "JUDGED",
        "that somebody has said whether two records are about one person; from the record that comes first by id",
        (("Record", "Record"),),
        (
            *_JUDGED_OF,
            Property("answer", _TEXT, "what was said", codes=("same", "not_same", "unsure")),
            Property("judged_by", _TEXT, "who said it", sensitivity=Sensitivity.STAFF),
            Property("note", _TEXT, "why", sensitivity=Sensitivity.PERSONAL),
            Property("review", _TEXT, "the review it settled, if one waited"),
            *_ASKED,
            *_ENDED,
        ),
        Sensitivity.PERSONAL,
        is_statement=False,
    ),
    RelationshipType(
        "MATCHED",
        "that a run of linkage found two records to be about one person; from the record that comes first by id",
        (("Record", "Record"),),
        (
            *_JUDGED_OF,
            Property("within_agency", ValueType.TRUTH, "whether policy let it join records of one agency"),
            *_ENDED,
        ),
        Sensitivity.PERSONAL,
        is_statement=False,
    ),
    RelationshipType(
        "PROPOSED",
        "that two records wait for somebody to say whether they are about one person; taken away when somebody has",
        (("Record", "Record"),),
        (*_JUDGED_OF, Property("version", _INTEGER, "how often what waits has changed, from 1"), *_ASKED),
        Sensitivity.PERSONAL,
        is_statement=False,
    ),
    RelationshipType(
        "STATES",
        "what a record says, from when to when; a loop, so that closing one never walks a crowded node",
        (("Record", "Record"),),
        (
            Property("statement", _TEXT, "the feed that said it"),
            Property("known_from", ValueType.MOMENT, "when it became known"),
            Property("known_to", ValueType.MOMENT, "when it was corrected or taken back"),
            Property("line", _INTEGER, "line of the sender's file"),
            Property("values", _TEXT, "canonical values in the order of the table's columns, unit separators between"),
            Property("raw", _TEXT, "values that could not be read, as sent, JSON"),
        ),
        Sensitivity.PERSONAL,
        is_statement=False,
    ),
    RelationshipType(
        "BEARS",
        "that a record has borne an identifier, at some time",
        (("Record", "Identifier"),),
        sensitivity=Sensitivity.PERSONAL,
        is_statement=False,
    ),
    RelationshipType(
        "RECORDS",
        "that a record is about a thing with a shared name, whoever else records it",
        tuple(
            ("Record", label)
            for label in ("Agency", "MappaCase", "MaracCase", "Order", "Meeting", "Transfer", "Zone", "Site")
        ),
        is_statement=False,
    ),
)


def _form_properties(form: StatementForm) -> dict[str, Property]:
    table = TABLES[form.table]
    return {
        form.property_name(name): property_of(table.column(name), form.property_name(name)) for name in form.carried
    }


def _declare() -> dict[str, RelationshipType]:
    pairs: dict[str, dict[tuple[str, str], None]] = {}
    properties: dict[str, dict[str, Property]] = {}
    meanings: dict[str, str] = {}
    for form in FORMS:
        for name in form.types:
            pairs.setdefault(name, {})[form.pair] = None
            properties.setdefault(name, {}).update(_form_properties(form))
            meanings.setdefault(name, f"from {form.table}: {form.from_end} to {form.to_end}")
    from_rows = {
        name: RelationshipType(name, meanings[name], tuple(pairs[name]), tuple(properties[name].values()))
        for name in pairs
    }
    return from_rows | {declared.name: declared for declared in (*_RESOLVED, *_BOOKKEEPING)}


RELATIONSHIP_TYPES: Mapping[str, RelationshipType] = _declare()
"""Every relationship type by name, without what all statements carry."""


def properties_of(name: str) -> tuple[Property, ...]:
    """Return everything a relationship of this type carries: what all statements do, then its own."""
    declared = RELATIONSHIP_TYPES[name]
    return (*COMMON, *declared.properties) if declared.is_statement else declared.properties
