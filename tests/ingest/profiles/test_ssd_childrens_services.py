"""A small made-up children's services case list becomes canonical rows."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.profiles import Mapped, apply_profile, load_profile
from ingest.reading.raw import RawFeed

ReadRows = Callable[[RawFeed, str], list[dict[str, str]]]


@pytest.fixture
def mapped(a_feed: Callable[..., RawFeed], tmp_path: Path) -> Callable[..., Mapped]:
    own = 'extends = "ssd_childrens_services"\n[constants]\nlocal_authority = "E06000049"\n'
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    return lambda **tables: apply_profile(load_profile("own", tmp_path), a_feed(**tables))


def test_a_child_is_a_person(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    child = {
        "pers_person_id": "9001",
        "pers_forename": "Elowen",
        "pers_surname": "Quillfeather",
        "pers_gender": "02",
        "pers_dob": "2015-04-09 00:00:00.000",
        "pers_common_child_id": "9990000018",
        "pers_send_flag": "N",
    }
    result = mapped(ssd_person=[child])
    assert rows_of(result.feed, "persons") == [
        {
            "person_ref": "9001",
            "given_names": "Elowen",
            "family_name": "Quillfeather",
            "date_of_birth": "2015-04-09",
            "sex": "female",
            "nhs_number": "9990000018",
        }
    ]
    assert result.notices == (
        "ssd_person.csv: taken as blank, since there is no such column: pers_ethnicity, pers_death_date",
    )


def test_an_address_is_read_from_its_json(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    place = {
        "ROOM": "",
        "FLOOR": None,
        "FLAT": "Flat 3",
        "BUILDING": "Teasel House",
        "HOUSE": "12",
        "STREET": "Larkwhistle Row",
        "TOWN": "Cutterby",
        "UPRN": 999000000001,
        "EASTING": "340100",
        "NORTHING": "366200.5",
    }
    lives = {"addr_person_id": "9001", "addr_address_start_date": "2024-09-01T00:00:00"}
    sent = [
        lives
        | {
            "addr_table_id": "A1",
            "addr_address_type": "Primary Address",
            "addr_address_postcode": "CH1 1CK",
            "addr_address_json": json.dumps(place),
        },
        lives | {"addr_table_id": "A2", "addr_address_type": "PLACEMENT", "addr_address_postcode": "CON"},
        lives | {"addr_table_id": "A3", "addr_address_type": "BARN", "addr_address_json": "{not json"},
    ]
    result = mapped(ssd_address=sent)
    assert rows_of(result.feed, "addresses") == [
        {
            "address_ref": "A1",
            "uprn": "999000000001",
            "secondary_name": "Flat 3",
            "primary_name": "Teasel House 12",
            "street": "Larkwhistle Row",
            "town": "Cutterby",
            "postcode": "CH1 1CK",
            "easting": "340100",
            "northing": "366200.5",
        },
        {"address_ref": "A3"},
        {"address_ref": "A2", "confidential": "yes"},
    ]
    assert [(row["address_ref"], row["kind"]) for row in rows_of(result.feed, "residences")] == [
        ("A1", "home"),
        ("A2", "home"),
        ("A3", "BARN"),
    ]
    assert any("1 row has no JSON in addr_address_json, taken as blank (line 4)" in it for it in result.notices)


def test_a_mother_and_a_family_give_relationships(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    family = [("F1", "9002"), ("F1", "9001"), ("F1", "9003"), ("F2", "9004"), ("F1", "9001")]
    result = mapped(
        ssd_mother=[{"moth_person_id": "9003", "moth_childs_person_id": "9001"}],
        ssd_family=[{"fami_family_id": name, "fami_person_id": person} for name, person in family],
    )
    assert rows_of(result.feed, "relationships") == [
        {"from_ref": "9003", "to_ref": "9001", "kind": "parent_of"},
        {"from_ref": "9002", "to_ref": "9003", "kind": "relative_of"},
        {"from_ref": "9001", "to_ref": "9002", "kind": "relative_of"},
        {"from_ref": "9001", "to_ref": "9003", "kind": "relative_of"},
    ]
    assert result.notices == ()


def test_a_family_of_a_whole_town_is_a_filler_value(mapped: Callable[..., Mapped]) -> None:
    crowd = [{"fami_family_id": "0", "fami_person_id": str(9000 + number)} for number in range(21)]
    result = mapped(ssd_family=crowd)
    assert result.feed.tables["relationships"].cells.is_empty()
    assert result.notices == (
        "ssd_family.csv: 21 rows give no relationships: more than 20 rows have the same fami_family_id",
    )


def test_plans_come_from_four_tables(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    result = mapped(
        ssd_cin_episodes=[
            {"cine_person_id": "9001", "cine_referral_date": "2025-01-02", "cine_close_date": "2025-06-01"},
            {"cine_person_id": "9002", "cine_referral_date": "2025-01-02", "cine_referral_nfa": "Y"},
        ],
        ssd_cp_plans=[{"cppl_person_id": "9001", "cppl_cp_plan_start_date": "2025-02-02", "la_code": "W06000006"}],
        ssd_cla_episodes=[{"clae_person_id": "9001", "clae_cla_episode_start_date": "2025-03-02"}],
        ssd_early_help_episodes=[{"earl_person_id": "9003", "earl_episode_start_date": "2025-04-02"}],
    )
    plan = {"person_ref": "9001", "local_authority": "E06000049"}
    assert rows_of(result.feed, "child_plans") == [
        plan | {"kind": "child_in_need", "valid_from": "2025-01-02", "valid_to": "2025-06-01"},
        plan | {"kind": "child_protection_plan", "valid_from": "2025-02-02", "local_authority": "W06000006"},
        plan | {"kind": "looked_after", "valid_from": "2025-03-02"},
        plan | {"kind": "early_help", "valid_from": "2025-04-02", "person_ref": "9003"},
    ]
    assert any("no further action followed the referral" in it for it in result.notices)


def test_without_a_local_authority_the_sender_is_told_how_to_set_it(a_feed: Callable[..., RawFeed]) -> None:
    feed = a_feed(ssd_cp_plans=[{"cppl_person_id": "9001", "cppl_cp_plan_start_date": "2025-02-02"}])
    mapped = apply_profile(load_profile("ssd_childrens_services"), feed)
    assert mapped.feed.tables["child_plans"].cells["local_authority"].to_list() == [None]
    assert any('extends = "ssd_childrens_services"' in notice for notice in mapped.notices)


def test_professionals_are_key_workers(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    involved = {"invo_person_id": "9001", "invo_involvement_start_date": "2025-02-02"}
    feed = mapped(
        ssd_professionals=[{"prof_professional_id": "W1", "prof_professional_name": "Posy Imrie"}],
        ssd_involvements=[
            involved | {"invo_professional_id": "W1", "invo_professional_role_id": "Allocated Case Worker"},
            involved | {"invo_professional_id": "W1", "invo_professional_role_id": "Gardener"},
        ],
    ).feed
    assert rows_of(feed, "key_workers") == [{"worker_ref": "W1", "name": "Posy Imrie", "agency_ref": "test-agency"}]
    assert [row["role"] for row in rows_of(feed, "assignments")] == ["social_worker", "Gardener"]


def test_tables_that_are_not_needed_are_left_unread_and_said_so(mapped: Callable[..., Mapped]) -> None:
    result = mapped(ssd_disability=[{"disa_person_id": "9001", "disa_disability_code": "HEAR"}])
    assert dict(result.feed.tables) == {}
    assert result.notices == ("ssd_disability.csv: not read; the profile 'own' leaves this table out on purpose",)
