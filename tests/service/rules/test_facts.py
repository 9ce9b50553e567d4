"""What a finding says beside its key: distances, what is proposed, what is missing, and who else it is about."""

from typing import Any

from tests.service.rules.builders import Area, a_child, a_nominal, a_person, an_area
from tests.service.rules.drawn import DAY, Drawn, Landed, drawn, own_name
from tests.service.rules.places import at, by_postcode, somewhere
from tests.service.rules.things import a_marac, a_transfer

adam = a_nominal("Adam").living_at(at())
vera = a_person("Vera").victim_of("Adam")

AREAS: dict[str, Area] = {
    "slanted": an_area().with_(adam, vera.living_at(at(300, 500))),
    "by postcode": an_area().with_(a_nominal().living_at(at(1_050)), vera.living_at(by_postcode())),
    "one building": an_area().with_(a_nominal().living_at(somewhere()), vera.living_at(somewhere())),
    "two pairs": an_area().with_(adam.proposed_at(at(700)), vera.living_at(at(200)).staying_at(somewhere())),
    "proposed": an_area().with_(a_nominal().placed_at(at(), "2026-06-01"), vera.living_at(at(200))),
    "hers proposed": an_area().with_(adam, vera.proposed_at(at(200))),
    "no home": an_area().with_(adam, vera),
    "no position": an_area().with_(adam, vera.living_at(somewhere())),
    "no age": an_area().with_(adam.assessed("high"), a_person("Sam").born("").living_at(at())),
    "no zone": an_area().with_(adam.bound_by("exclusion_zone")),
    "no address": an_area().with_(adam.bound_by("named_premises")),
    "no area": an_area().with_(adam.staying_at(somewhere())),
    "serial": an_area().with_(
        a_person("Bert"), a_person("Vera"), a_person("Wilma"),
        a_marac("M1", victim="Vera", perpetrator="Bert"), a_marac("M2", victim="Wilma", perpetrator="Bert"),
    ),
    "release": an_area().with_(
        adam.released_on("2026-06-01"), vera, a_marac(victim="Vera", perpetrator="Adam"), a_child("Cora")
    ),
    "incomplete": an_area().with_(adam.tied_to("parent_of", "Cora"), a_child("Cora").called(family_name="")),
    "late": an_area().with_(adam, a_transfer("2026-04-01")),
}  # fmt: skip
CASES: list[Drawn] = [drawn(name, area) for name, area in AREAS.items()]


def _finding(landed: Landed, name: str, rule: str) -> dict[str, Any]:
    (one,) = landed.findings(list(AREAS).index(name), DAY, DAY, [rule])
    return one


def test_a_distance_is_rounded_down_to_whole_metres(landed: Landed) -> None:
    facts = _finding(landed, "slanted", "ACC-03")["facts"]
    assert (facts["distanceM"], facts["uncertaintyM"]) == (583, 0)


def test_the_uncertainty_of_both_positions_is_told_beside_the_distance(landed: Landed) -> None:
    facts = _finding(landed, "by postcode", "ACC-03")["facts"]
    assert (facts["distanceM"], facts["uncertaintyM"]) == (1_050, 100)


def test_addresses_of_one_building_are_no_distance_apart_without_a_position_too(landed: Landed) -> None:
    assert _finding(landed, "one building", "ACC-02")["facts"]["distanceM"] == 0


def test_a_finding_carries_every_pair_of_addresses_that_shows_it_the_worst_first(landed: Landed) -> None:
    finding = _finding(landed, "two pairs", "ACC-03")
    assert finding["severity"] == "high"
    assert finding["facts"]["distanceM"] == 200
    assert sorted(pair["distanceM"] for pair in finding["facts"]["pairs"]) == [200, 500]
    named = {own_name(ref) for ref in finding["addressRefs"]}
    assert named == {"Ac-0-0-chesh", "Ac-700-0-chesh", "Ac-200-0-chesh"}
    assert {own_name(ref) for node in finding["nodes"] if node["kind"] == "Address" for ref in node["refs"]} == named


def test_the_facts_say_whether_a_home_is_proposed_his_or_hers(landed: Landed) -> None:
    assert _finding(landed, "slanted", "ACC-03")["facts"]["proposed"] is False
    assert _finding(landed, "proposed", "ACC-03")["facts"]["proposed"] is True
    assert _finding(landed, "hers proposed", "ACC-03")["facts"]["proposed"] is True


def test_what_could_not_be_checked_names_what_is_missing(landed: Landed) -> None:
    for name, rule, missing in [
        ("no home", "ACC-03", "home"),
        ("no position", "ACC-03", "position"),
        ("no age", "ACC-06", "age"),
        ("no zone", "ACC-01", "zone"),
        ("no address", "ACC-01", "address"),
        ("no area", "TRF-01", "area"),
    ]:
        finding = _finding(landed, name, rule)
        assert (finding["outcome"], finding["facts"]["missing"]) == ("could_not_check", missing)
        assert finding["nextStep"].startswith("Find out ")


def test_the_victims_of_a_serial_perpetrator_are_its_parties(landed: Landed) -> None:
    finding = _finding(landed, "serial", "MAR-03")
    assert finding["caseRef"] is None
    assert [own_name(ref) for ref in finding["subjectRefs"]] == ["Bert"]
    assert sorted((party["role"], own_name(ref)) for party in finding["parties"] for ref in party["refs"]) == [
        ("victim", "Vera"),
        ("victim", "Wilma"),
    ]


def test_the_victims_without_an_adviser_are_parties_of_the_release(landed: Landed) -> None:
    finding = _finding(landed, "release", "MAR-04")
    assert [(party["role"], *map(own_name, party["refs"])) for party in finding["parties"]] == [("victim", "Vera")]


def test_what_a_childs_record_lacks_is_told(landed: Landed) -> None:
    assert _finding(landed, "incomplete", "CHI-02")["facts"]["lacks"] == "family_name, home, key_worker"


def test_how_long_a_transfer_has_been_open_is_told_in_working_days_too(landed: Landed) -> None:
    facts = _finding(landed, "late", "TRF-02")["facts"]
    assert (facts["daysOpen"], facts["workingDaysOpen"]) == (56, 36)
