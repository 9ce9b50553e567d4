"""Who is who and what is where, as known at each time."""

import json
from datetime import datetime

from tests.feed_builder import a_feed
from tests.ingest.landing.conftest import Area

PNC, OTHER_PNC = "2099/0000043C", "2099/0000353P"
CHESTER = "CH3 9FT"


def a_person(ref: str, **values: str) -> dict[str, str]:
    """Return a row of persons."""
    return {"person_ref": ref, "given_names": "Jon", "family_name": "Smyth", **values}


def an_address(ref: str, **values: str) -> dict[str, str]:
    """Return a row of addresses."""
    return {"address_ref": ref, "primary_name": "7", "street": "Kelpie Row", "postcode": CHESTER, **values}


def lives(person: str, address: str) -> dict[str, str]:
    """Return a row of residences."""
    return {"person_ref": person, "address_ref": address, "kind": "home"}


def told(statement: dict[str, object]) -> dict[str, object]:
    """Return the properties of a statement."""
    properties: dict[str, object] = json.loads(str(statement["properties"]))
    return properties


def test_records_of_two_agencies_with_one_pnc_are_one_person(area: Area) -> None:
    """And have one set of details at any time."""
    area.lands(a_feed("police", "2026-02-02").having("persons", a_person("1", pnc=PNC)))
    area.lands(a_feed("probation", "2026-02-03").having("persons", a_person("2", pnc=PNC.replace("/", ""))))
    assert area.people() == {frozenset({"police:1", "probation:2"})}
    assert [s["source"] for s in area.statements("HAS_DETAILS")] == ["police", "probation;police"]


def test_a_join_learned_late_moves_the_statements_from_that_day(area: Area) -> None:
    """Until then two people: the home is on one of them first, on the other after."""
    area.lands(a_feed("police", "2026-02-02").having("persons", a_person("1", pnc=PNC)))
    homes = a_feed("housing", "2026-02-03").having("persons", a_person("2")).having("addresses", an_address("A"))
    area.lands(homes.having("residences", lives("2", "A")))
    area.lands(a_feed("housing", "2026-03-03").having("persons", a_person("2", pnc=PNC)))
    apart, joined = area.statements("LIVES_AT")
    assert (apart["known_to"], joined["known_from"]) == (datetime(2026, 3, 3), datetime(2026, 3, 3))
    assert apart["from"] != joined["from"]
    police = {s["to"] for s in area.statements("SAME_AS") if s["record"] == "police:persons:1"}
    assert police == {joined["from"]}


def test_a_withdrawn_identifier_moves_them_back(area: Area) -> None:
    """To the person they were about before."""
    area.lands(a_feed("police", "2026-02-02").having("persons", a_person("1", pnc=PNC)))
    joined = (
        a_feed("housing", "2026-02-03").having("persons", a_person("2", pnc=PNC)).having("addresses", an_address("A"))
    )
    area.lands(joined.having("residences", lives("2", "A")))
    area.lands(a_feed("housing", "2026-03-03").having("persons", a_person("2")))
    assert len({s["from"] for s in area.statements("LIVES_AT")}) == 2
    assert area.people() == {frozenset({"police:1"}), frozenset({"housing:2"})}


def test_a_contradicted_join_waits_for_a_person(area: Area) -> None:
    """Two people, and the row counted as queued."""
    area.lands(a_feed("police", "2026-02-02").having("persons", a_person("1", pnc=PNC, crn="Z000001")))
    report = area.lands(a_feed("probation", "2026-02-03").having("persons", a_person("2", pnc=PNC, crn="Z000002")))
    assert report.counts["persons"].queued == 1
    assert len(area.people()) == 2


def test_an_invalid_identifier_never_joins(area: Area) -> None:
    """It is kept raw on both records."""
    for agency in ("police", "probation"):
        area.lands(a_feed(agency, "2026-02-02").having("persons", a_person("1", pnc="2099/1234567I")))
    assert len(area.people()) == 2


def test_two_birth_dates_are_listed_and_the_one_known_last_counts(area: Area) -> None:
    """Neither is overwritten."""
    area.lands(a_feed("police", "2026-02-02").having("persons", a_person("1", pnc=PNC, date_of_birth="1990-05-03")))
    second = a_person("2", pnc=PNC, date_of_birth="1990-03-05")
    report = area.lands(a_feed("probation", "2026-02-03").having("persons", second))
    assert [(p.code, p.column) for p in report.problems] == [("disagrees", "date_of_birth")]
    assert [told(s)["born_from"] for s in area.statements("HAS_DETAILS")] == ["1990-05-03", "1990-03-05"]


def test_an_age_recorded_on_a_day_bounds_the_birth(area: Area) -> None:
    """Somebody of 17 on 1 June 2026 was born from 2 June 2008 to 1 June 2009."""
    area.lands(
        a_feed("police", "2026-06-02").having("persons", a_person("1", age_recorded="17", age_recorded_on="2026-06-01"))
    )
    (details,) = area.statements("HAS_DETAILS")
    assert (told(details)["born_from"], told(details)["born_to"]) == ("2008-06-02", "2009-06-01")


def test_addresses_agree_by_uprn_or_by_normalised_text(area: Area) -> None:
    """Case, punctuation and town do not count; a flat is not its neighbour."""
    area.lands(
        a_feed("housing", "2026-02-02").having(
            "addresses",
            an_address("A", town="Chester"),
            an_address("B", street="KELPIE  ROW."),
            an_address("C", secondary_name="Flat 1"),
        )
    )
    about = {str(s["record"]): s["to"] for s in area.statements("SAME_AS")}
    assert about["housing:addresses:A"] == about["housing:addresses:B"]
    assert about["housing:addresses:A"] != about["housing:addresses:C"]


def test_pseudo_postcodes_and_blank_names_never_agree(area: Area) -> None:
    """No fixed abode is not one address."""
    nowhere = {"primary_name": "no fixed abode", "street": "", "postcode": "ZZ99 3VZ"}
    rows = [an_address(ref, **nowhere) for ref in "AB"] + [an_address(ref, primary_name="") for ref in "CD"]
    area.lands(a_feed("housing", "2026-02-02").having("addresses", *rows))
    assert len({s["to"] for s in area.statements("SAME_AS")}) == 4


def test_two_different_uprns_are_two_addresses_whatever_the_text(area: Area) -> None:
    """The text alone would join them."""
    rows = [an_address("A", uprn="999000000001"), an_address("B", uprn="999000000002")]
    area.lands(a_feed("housing", "2026-02-02").having("addresses", *rows))
    assert len({s["to"] for s in area.statements("SAME_AS")}) == 2


def test_a_position_is_sent_or_that_of_the_live_postcode(area: Area) -> None:
    """Half a coordinate is none, and a postcode that is not live has no place."""
    rows = [
        an_address("sent", primary_name="1", easting="349405", northing="360331"),
        an_address("live", primary_name="2"),
        an_address("half", primary_name="3", easting="349405"),
        an_address("dead", primary_name="4", postcode="CH3 9ZZ"),
    ]
    area.lands(a_feed("housing", "2026-02-02").having("addresses", *rows))
    told_of = {str(s["record"]).split(":")[-1]: told(s) for s in area.statements("LOCATED_AT")}
    assert {ref: place["uncertainty_m"] for ref, place in told_of.items()} == {
        "sent": 0,
        "live": 100,
        "half": 100,
        "dead": None,
    }
    assert told_of["sent"]["easting"] == 349405
    assert told_of["live"]["area"] == "cheshire"
    assert told_of["dead"]["precision"] == "none"


def test_a_site_has_its_own_position_its_addresss_or_a_postcodes(area: Area) -> None:
    """In that order, and it moves when its address is corrected."""
    placed = an_address("A", easting="349405", northing="360331")
    rows = [
        {
            "site_ref": "own",
            "name": "Own",
            "kind": "school",
            "address_ref": "A",
            "easting": "349000",
            "northing": "360000",
        },
        {"site_ref": "at", "name": "At", "kind": "school", "address_ref": "A", "postcode": "CH3 9FT"},
        {"site_ref": "code", "name": "Code", "kind": "school", "postcode": "CH3 9FT"},
        {"site_ref": "none", "name": "None", "kind": "school"},
    ]
    area.lands(a_feed("housing", "2026-02-02").having("addresses", placed).having("sites", *rows))
    where = {str(s["from"]): (told(s)["easting"], told(s)["uncertainty_m"]) for s in area.statements("SITED_AS")}
    assert where["own"] == (349000, 0)
    assert where["at"] == (349405, 0)
    assert where["code"][1] == 100
    assert where["none"] == (None, None)
    area.lands(a_feed("housing", "2026-03-02").having("addresses", placed | {"easting": "349500"}))
    moved = [(told(s)["easting"], s["known_from"]) for s in area.statements("SITED_AS") if s["from"] == "at"]
    assert moved == [(349405, datetime(2026, 2, 2)), (349500, datetime(2026, 3, 2))]
    assert len([s for s in area.statements("SITED_AS") if s["from"] == "own"]) == 1


def test_a_shared_name_sent_by_two_agencies_is_one_thing(area: Area) -> None:
    """The case is one; what was known last counts, column by column."""
    case = {"case_ref": "C1", "area": "cheshire", "valid_from": "2025-01-01"}
    police = a_feed("police", "2026-02-02").having("persons", a_person("1", pnc=PNC))
    area.lands(police.having("mappa_cases", case | {"person_ref": "1", "level": "1", "category": "2"}))
    probation = a_feed("probation", "2026-03-02").having("persons", a_person("2", pnc=PNC))
    report = area.lands(probation.having("mappa_cases", case | {"person_ref": "2", "level": "2"}))
    assert [(p.code, p.column) for p in report.problems] == [("disagrees", "level")]
    first, second = area.statements("SUBJECT_OF")
    assert (told(first)["level"], told(second)["level"]) == (1, 2)
    assert told(second)["category"] == 2
    assert second["source"] == "probation;police"
    assert (first["to"], second["to"]) == ("C1", "C1")
