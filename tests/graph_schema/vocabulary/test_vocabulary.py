"""The vocabulary is whole: every table, column, code and end has its place."""

from pathlib import Path

from graph_schema.provenance import COMMON
from graph_schema.vocabulary import FORMS, NODE_KINDS, RELATIONSHIP_TYPES, TABLES, THINGS
from graph_schema.vocabulary.page import render
from graph_schema.vocabulary.statements import RECORD, SELF

RESOLVED = {"persons", "addresses", "sites"}


def test_every_table_of_the_contract_is_declared() -> None:
    """Thirty-two tables, the one that takes rows back among them."""
    assert len(TABLES) == 32


def test_every_table_becomes_statements() -> None:
    """Only withdrawals say nothing of their own."""
    assert {form.table for form in FORMS} | RESOLVED | {"withdrawals"} == set(TABLES)


def test_every_column_is_carried_bound_or_a_clock() -> None:
    """No column that a sender fills in is lost on the way to the graph."""
    for name, table in TABLES.items():
        if name in {"persons", "addresses", "withdrawals"}:
            continue
        forms = [form for form in FORMS if form.table == name]
        used = {column for form in forms for column in (*form.carried, form.from_end, form.to_end)}
        used |= {c for form in forms for c in (["kind"] if form.types_by_kind else [])}
        used |= {p.name for p in RELATIONSHIP_TYPES["SITED_AS"].properties} if name == "sites" else set()
        known = {table.key, "statement_ref", "valid_from", "valid_to"}
        assert set(table.column_names) - used - known == set(), name


def test_references_point_to_tables_that_come_before() -> None:
    """So that a feed's tables can be landed in order."""
    order = list(TABLES)
    for name, table in TABLES.items():
        for column in table.references:
            assert order.index(column.target or "") < order.index(name)


def test_every_end_is_a_declared_kind() -> None:
    """Relationship types join only kinds that exist."""
    for declared in RELATIONSHIP_TYPES.values():
        for pair in declared.pairs:
            assert set(pair) <= set(NODE_KINDS)
    assert set(THINGS.values()) <= set(NODE_KINDS)


def test_a_property_means_the_same_in_every_form_of_its_type() -> None:
    """Two forms of one relationship type never give one property two types."""
    common = {carried.name for carried in COMMON}
    for declared in RELATIONSHIP_TYPES.values():
        names = [carried.name for carried in declared.properties]
        assert len(names) == len(set(names))
        if declared.is_statement:
            assert not common & set(names)


def test_ends_are_columns_of_their_table() -> None:
    """A form names only columns that its table has."""
    for form in FORMS:
        names = {*TABLES[form.table].column_names, SELF, RECORD}
        assert {form.from_end, form.to_end, *form.columns} <= names


def test_the_page_is_up_to_date() -> None:
    """docs/vocabulary.md is what the declarations say; `make docs` writes it."""
    page = Path(__file__).parents[3] / "docs" / "vocabulary.md"
    assert page.read_text(encoding="utf-8") == render()
