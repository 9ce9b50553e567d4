"""What every mapping keeps: the sender's values, lines and columns, and the right to refuse."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from ingest.profiles import Mapped, Profile, ProfileFault, apply_profile, load_profile
from ingest.reading.raw import MalformedRow, RawFeed, RawTable

ReadRows = Callable[[RawFeed, str], list[dict[str, str]]]

PROFILE = """
title = "A test"
date_formats = ["dd/mm/yyyy"]
pass_through = ["zones"]
[codes.sex]
M = "male"
X = ""
[ignored]
people = ["Shoe Size"]
[[records]]
from = "people"
to = "persons"
[records.columns]
person_ref = "ID"
sex = { from = "SEX", codes = "sex" }
date_of_birth = "BORN"
visor_record = "VISOR"
[[records]]
from = "people"
to = "addresses"
distinct = true
[records.columns]
address_ref = "{HOUSE}/{STREET}"
street = "STREET"
[[records]]
from = "others"
to = "persons"
[records.columns]
person_ref = "O-{ID}"
family_name = "NAME"
"""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    (tmp_path / "test.toml").write_text(PROFILE, encoding="utf-8")
    return load_profile("test", tmp_path)


def test_what_cannot_be_read_reaches_validation_as_sent(
    profile: Profile, a_feed: Callable[..., RawFeed], rows_of: ReadRows
) -> None:
    people = [{"ID": " 1 ", "SEX": "Martian", "BORN": "1/13/1990", "VISOR": "perhaps"}, {"ID": "2", "SEX": "x"}]
    assert rows_of(apply_profile(profile, a_feed(people=people)).feed, "persons") == [
        {"person_ref": "1", "sex": "Martian", "date_of_birth": "1/13/1990", "visor_record": "perhaps"},
        {"person_ref": "2"},
    ]


def test_an_address_on_every_row_lands_once_at_its_first_line(
    profile: Profile, a_feed: Callable[..., RawFeed], rows_of: ReadRows
) -> None:
    home = {"HOUSE": "4", "STREET": "Sallow Bank"}
    mapped = apply_profile(profile, a_feed(people=[{"ID": "1"} | home, {"ID": "2"} | home, {"ID": "3", "HOUSE": "4"}]))
    assert rows_of(mapped.feed, "addresses") == [{"address_ref": "4/Sallow Bank", "street": "Sallow Bank"}, {}]
    assert mapped.origins["addresses"].rows() == [("people.csv", 2), ("people.csv", 4)]
    assert mapped.feed.tables["persons"].lines.to_list() == [2, 3, 4]


def test_the_columns_are_text_named_and_ordered_as_in_the_contract(
    profile: Profile, a_feed: Callable[..., RawFeed]
) -> None:
    cells = (
        apply_profile(profile, a_feed(others=[{"ID": "1", "NAME": "Imrie"}], people=[{"ID": "1"}]))
        .feed.tables["persons"]
        .cells
    )
    assert cells.columns == ["person_ref", "family_name", "date_of_birth", "sex", "visor_record"]
    assert set(cells.dtypes) == {pl.String}


def test_headers_match_without_regard_to_case_spaces_and_underscores(
    profile: Profile, a_feed: Callable[..., RawFeed], rows_of: ReadRows
) -> None:
    mapped = apply_profile(profile, a_feed(People=[{" id": "1", "Sex ": "m", "shoe_size": "9"}]))
    assert rows_of(mapped.feed, "persons") == [{"person_ref": "1", "sex": "male"}]
    assert not any("not read" in notice for notice in mapped.notices)


def test_columns_that_nobody_reads_are_said_with_the_nearest_known(
    profile: Profile, a_feed: Callable[..., RawFeed]
) -> None:
    mapped = apply_profile(profile, a_feed(people=[{"ID": "1", "BORNN": "secret", "Shoe Size": "9"}]))
    unread, absent = mapped.notices
    assert "people.csv: not read" in unread
    assert "'BORNN' (the nearest is 'BORN')" in unread
    assert "Shoe Size" not in unread
    assert absent == "people.csv: taken as blank, since there is no such column: SEX, BORN, VISOR, HOUSE, STREET"
    assert "secret" not in " ".join(mapped.notices)


def test_a_table_that_may_pass_is_passed_untouched(profile: Profile, a_feed: Callable[..., RawFeed]) -> None:
    feed = a_feed(zones=[{"zone_ref": "Z1", "geometry": "{}"}])
    mapped = apply_profile(profile, feed)
    assert mapped.feed.tables["zones"] is feed.tables["zones"]
    assert mapped.origins["zones"].rows() == [("zones.csv", 2)]


def test_an_unknown_table_refuses_the_feed(profile: Profile, a_feed: Callable[..., RawFeed]) -> None:
    with pytest.raises(ProfileFault, match=r"peeple\.csv: .*the nearest is 'people'") as caught:
        apply_profile(profile, a_feed(peeple=[{"ID": "1"}]))
    assert caught.value.file == "peeple.csv"


def test_columns_that_read_alike_refuse_the_feed(profile: Profile, a_feed: Callable[..., RawFeed]) -> None:
    with pytest.raises(ProfileFault, match="'ID' and 'id' read alike; rename one"):
        apply_profile(profile, a_feed(people=[{"ID": "1", "id": "2"}]))


def test_a_complete_feed_that_lacks_half_of_a_table_is_refused(
    profile: Profile, a_feed: Callable[..., RawFeed]
) -> None:
    with pytest.raises(ProfileFault, match="no others: their rows would be withdrawn"):
        apply_profile(profile, a_feed(people=[{"ID": "1"}], complete=True))
    whole = a_feed(people=[{"ID": "1"}], others=[], complete=True)
    assert apply_profile(profile, whole).feed.tables["persons"].cells.height == 1


def test_a_source_without_rows_is_a_table_without_rows(
    profile: Profile, a_table: Callable[..., RawTable], a_feed: Callable[..., RawFeed]
) -> None:
    mapped = apply_profile(profile, a_feed(people=a_table("people.csv", [], ["ID", "SEX"])))
    assert mapped.feed.tables["persons"].cells.is_empty()
    assert mapped.feed.tables["persons"].cells.columns == ["person_ref", "date_of_birth", "sex", "visor_record"]


def test_rows_survive_when_the_sender_has_none_of_the_columns(profile: Profile, a_feed: Callable[..., RawFeed]) -> None:
    mapped = apply_profile(profile, a_feed(others=[{"colour": "red"}, {"colour": "blue"}, {"colour": "grey"}]))
    assert mapped.feed.tables["persons"].cells.height == 3


def test_a_malformed_row_is_kept_once_with_its_line(
    profile: Profile, a_table: Callable[..., RawTable], a_feed: Callable[..., RawFeed]
) -> None:
    broken = MalformedRow(3, ("1", "2", "3"), "three cells where the header has two: remove one")
    people = replace(a_table("people.csv", [{"ID": "1", "SEX": "M"}]), malformed=(broken,))
    alone = apply_profile(profile, a_feed(people=people)).feed.tables
    assert (alone["persons"].malformed, alone["addresses"].malformed) == ((broken,), ())
    both = apply_profile(profile, a_feed(people=people, others=[{"ID": "1"}])).feed.tables
    assert [(row.line, row.message) for row in both["persons"].malformed] == [(3, f"people.csv: {broken.message}")]


def test_name_manifest_and_digest_stay(profile: Profile, a_feed: Callable[..., RawFeed]) -> None:
    feed = a_feed(people=[{"ID": "1"}])
    mapped: Mapped = apply_profile(profile, feed)
    assert replace(mapped.feed, tables={}) == replace(feed, tables={})


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        pytest.param('is = ["a", "B"]', ["1", "2"], id="is, whatever the case and outer spaces"),
        pytest.param('is_not = ["a"]', ["2", "3", "4"], id="is not, and a blank is not either"),
        pytest.param("blank = true", ["4"], id="blank"),
        pytest.param("blank = false", ["1", "2", "3"], id="not blank"),
        pytest.param('in_codes = "sex"', ["3"], id="among the codes of a list"),
        pytest.param('not_in_codes = "sex"', ["1", "2", "4"], id="not among the codes of a list"),
    ],
)
def test_a_condition_chooses_rows(
    tmp_path: Path, a_feed: Callable[..., RawFeed], condition: str, kept: list[str]
) -> None:
    text = (
        'title = "A test"\n[codes.sex]\nM = "male"\n[[records]]\nfrom = "people"\nto = "persons"\n'
        f'when = [{{ column = "T", {condition} }}]\n[records.columns]\nperson_ref = "ID"\n'
    )
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    people = [{"ID": "1", "T": " A"}, {"ID": "2", "T": "b"}, {"ID": "3", "T": "m"}, {"ID": "4"}]
    mapped = apply_profile(load_profile("own", tmp_path), a_feed(people=people))
    assert mapped.feed.tables["persons"].cells["person_ref"].to_list() == kept
    assert any("no record of the profile" in notice for notice in mapped.notices)
