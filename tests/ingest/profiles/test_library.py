"""Profiles are found by name, read strictly, and a fault says where it is and what to do."""

import pickle
from pathlib import Path

import pytest

from ingest.profiles import ProfileFault, list_profiles, load_profile

SOUND = """
title = "A test"
[codes.sex]
M = "male"
[[records]]
from = "people"
to = "persons"
[records.columns]
person_ref = "ID"
sex = { from = "SEX", codes = "sex" }
"""


def write(folder: Path, text: str, name: str = "own") -> Path:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_every_shipped_profile_is_sound() -> None:
    assert list_profiles() == ("canonical", "ndelius_extract", "pole_csv", "ssd_childrens_services")
    for name in list_profiles():
        assert load_profile(name).name == name


def test_a_hyphen_may_stand_for_an_underscore() -> None:
    assert load_profile("ndelius-extract") == load_profile("ndelius_extract")


def test_finds_the_profiles_of_an_area(tmp_path: Path) -> None:
    assert load_profile("own", write(tmp_path, SOUND)).records[0].columns["person_ref"].source == "ID"
    assert "own" in list_profiles(tmp_path)


@pytest.mark.parametrize(
    "name", ["nowhere", "../data/canonical", "/etc/passwd", "", "canonical.toml", "ndelius_extrakt"]
)
def test_an_unknown_name_is_answered_with_the_known_ones(name: str) -> None:
    with pytest.raises(ProfileFault, match="known profiles: canonical, ndelius_extract, pole_csv"):
        load_profile(name)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(ProfileFault, match="the nearest is 'ndelius_extract'"):
        load_profile("ndelius")


def test_an_area_cannot_put_its_own_file_in_place_of_a_shipped_one(tmp_path: Path) -> None:
    with pytest.raises(ProfileFault, match=r"canonical\.toml: .* give this file another name"):
        load_profile("canonical", write(tmp_path, SOUND, "canonical"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param('title = "A test"', "", "title: this key is missing", id="a missing key"),
        pytest.param('title = "A test"', "title = 1", "title: write the value in quotes", id="a number for a text"),
        pytest.param("title", 'tittle = ""\ntitle', "tittle: .* the nearest is 'title'", id="an unknown key"),
        pytest.param(
            '"ID"', '{ form = "ID" }', "person_ref.*no key 'form'.*nearest is 'from'", id="an unknown inner key"
        ),
        pytest.param('"ID"', '{ from = "ID", value = "x" }', "one of from, first, join, value", id="two sources"),
        pytest.param('"ID"', "7", "records.1.columns.person_ref", id="a number for a column"),
        pytest.param('"ID"', '" "', "person_ref: name a column", id="a blank column"),
        pytest.param('"ID"', '"{@agancy}"', "no constant '@agancy'; the nearest is 'agency'", id="an unknown constant"),
        pytest.param('"ID"', '{ value = "x", keys = ["A"] }', "keys goes with from", id="keys of no JSON"),
        pytest.param('"ID"', '{ from = "J", keys = ["A.B"] }', "letters, digits", id="a key that is a path"),
        pytest.param('"ID"', '{ from = "J", part = "first" }', "part", id="an unknown part of a name"),
        pytest.param('"ID"', '{ from = "J", split = ";" }', "split belongs to a list", id="a list in a single column"),
        pytest.param(
            '"ID"', '{ from = "J", last_day = true }', "last_day belongs to a date", id="a last day of no date"
        ),
        pytest.param('"persons"', '"person"', "not a table of a feed; the nearest is 'persons'", id="an unknown table"),
        pytest.param("person_ref =", "persn_ref =", "the nearest is 'person_ref'", id="an unknown column"),
        pytest.param(
            'codes = "sex"', 'codes = "sx"', r"no \[codes.sx\]; the nearest is 'sex'", id="an unknown code list"
        ),
        pytest.param('"male"', '"man"', "'man' is not a value of that column", id="a code the contract does not have"),
        pytest.param('M = "male"', 'M = "male"\nm = "female"', "stands there twice", id="a code in both cases"),
        pytest.param('M = "male"', "M = 1", "codes.sex.M: write the value in quotes", id="a number for a code"),
        pytest.param("[codes", 'date_formats = ["dd/mm/yy"]\n[codes', "two-digit years", id="a two-digit year"),
        pytest.param("[codes", "date_formats = []\n[codes", "at least one date format", id="no date format"),
        pytest.param("[codes", 'pass_through = ["people"]\n[codes', "pass_through: 'people'", id="passing no table"),
        pytest.param("[codes", "identity = true\n[codes", "records", id="identity with records"),
        pytest.param('"ID"', '"other:ID"', "second row of a pair; add pairs", id="the second row of no pair"),
        pytest.param("[[records]]", "[[records", "not TOML", id="no TOML"),
        pytest.param(
            'to = "persons"', 'to = "persons"\nwhen = [{ column = "A" }]', "one of is, is_not, blank", id="no test"
        ),
        pytest.param(
            'to = "persons"',
            'to = "persons"\nwhen = [{ column = "A", in_codes = "x" }]',
            "no \\[codes.x\\]",
            id="no list",
        ),
    ],
)
def test_a_broken_file_is_refused_with_file_key_and_fix(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in SOUND
    with pytest.raises(ProfileFault, match=message) as caught:
        load_profile("own", write(tmp_path, SOUND.replace(old, new, 1)))
    assert str(caught.value).startswith("own.toml: ")


def test_a_fault_survives_the_way_back_from_the_reading_process() -> None:
    fault = pickle.loads(pickle.dumps(ProfileFault("mend it", "own.toml")))  # what a process pool does
    assert (str(fault), fault.message, fault.file) == ("own.toml: mend it", "mend it", "own.toml")


def test_an_area_extends_a_profile_with_its_own_values(tmp_path: Path) -> None:
    write(
        tmp_path,
        'extends = "ssd_childrens_services"\n[constants]\nlocal_authority = "E06000049"\n'
        '[codes.address_type]\n"carer\'s home" = "home"\n',
    )
    own, base = load_profile("own", tmp_path), load_profile("ssd_childrens_services")
    assert own.constants == {"local_authority": "E06000049"}
    assert own.codes["address_type"] == {**base.codes["address_type"], "carer's home": "home"}
    assert own.records == base.records


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('extends = "nowhere"', "extends: name one of", id="an unknown base"),
        pytest.param('extends = "own"', "extends: name one of", id="itself"),
        pytest.param('extends = "second"', "extends another itself", id="a base with a base"),
        pytest.param('extends = "third"\n[codes.sex]\nM = "man"', "'man' is not a value", id="a value not allowed"),
    ],
)
def test_extending_wrongly_is_refused(tmp_path: Path, text: str, message: str) -> None:
    write(tmp_path, 'extends = "third"', "second")
    write(tmp_path, SOUND, "third")
    with pytest.raises(ProfileFault, match=message):
        load_profile("own", write(tmp_path, text))
