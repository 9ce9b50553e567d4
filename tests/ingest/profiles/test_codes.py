"""The code lists of the shipped profiles lead only to codes that a feed knows."""

import pytest

from graph_schema.vocabulary import TABLES
from ingest.profiles import list_profiles, load_profile


@pytest.mark.parametrize("name", list_profiles())
def test_codes_map_only_to_codes_of_the_contract(name: str) -> None:
    profile = load_profile(name)
    for record in profile.records:
        for column_name, cell in record.columns.items():
            column = TABLES[record.to].column(column_name)
            if cell.codes and column.codes:
                assert set(profile.codes[cell.codes].values()) <= {*column.codes, ""}
            if cell.value is not None and column.codes:
                assert cell.value in column.codes


@pytest.mark.parametrize("name", list_profiles())
def test_every_code_list_is_used(name: str) -> None:
    profile = load_profile(name)
    used = {cell.codes for record in profile.records for cell in record.columns.values()}
    conditions = [condition for record in profile.records for condition in record.when]
    conditions += [condition for left in profile.left_out for condition in left.when]
    used |= {condition.in_codes or condition.not_in_codes for condition in conditions}
    assert set(profile.codes) <= used


@pytest.mark.parametrize("name", list_profiles())
def test_a_code_is_given_only_to_columns_that_have_codes(name: str) -> None:
    profile = load_profile(name)
    for record in profile.records:
        for column_name, cell in record.columns.items():
            assert cell.codes is None or TABLES[record.to].column(column_name).codes
