"""Invented feeds are what the contract says a feed is."""

import json
import re
from collections import Counter

from graph_schema.identifiers import IDENTIFIERS
from graph_schema.identifiers.parsed import Parsed
from graph_schema.vocabulary import TABLES
from tests.invented_feeds import Area, Checker

_SYNTHETIC = {
    "pnc": r"2099/?\d{7}[A-Z]",
    "cro": r"\d{6}/99[A-Z]",
    "crn": r"Z\d{6}",
    "prison_number": r"Z\d{4}ZZ",
    "nhs_number": r"999[ \d]+",
    "nino": r"QQ\d{6}[A-D]",
}


def test_every_row_lands_but_those_planted_to_be_wrong(area: Area, checker: Checker) -> None:
    for feed in area.feeds:
        checker.check(feed)
    faults = {(feed, table, line) for feed, table, line, _, _ in checker.faults}
    planted = {(entry["feed"], entry["table"], entry["row"]) for entry in area.truth("problems.json")}
    assert faults == planted
    assert len(planted) == 4 * len({feed.agency for feed in area.feeds})


def test_every_table_of_the_contract_is_used(area: Area) -> None:
    sizes = Counter(table for table in TABLES for _ in area.rows(table))
    assert set(sizes) == set(TABLES)


def test_every_column_of_the_contract_is_filled_somewhere(area: Area) -> None:
    filled = {(table, name) for table in TABLES for _, row in area.rows(table) for name, cell in row.items() if cell}
    assert {(name, column) for name, table in TABLES.items() for column in table.column_names} <= filled


def test_feeds_come_month_by_month_and_the_first_is_the_full_load(area: Area) -> None:
    by_agency = Counter(feed.agency for feed in area.feeds)
    assert by_agency["cheshire-police"] == 24
    police = [feed for feed in area.feeds if feed.agency == "cheshire-police"]
    sizes = [sum(len(rows) for rows in feed.tables.values()) for feed in police]
    assert sizes[0] > 5 * max(sizes[1:])
    assert all(feed.tables for feed in police)


def test_some_lists_are_complete_and_some_rows_taken_back(area: Area) -> None:
    complete = [feed for feed in area.feeds if feed.is_complete]
    assert {table for feed in complete for table in feed.tables} == {"child_plans", "victim_contact", "premises"}
    assert any(area.rows("withdrawals"))


def test_what_is_withdrawn_had_been_sent_before(area: Area) -> None:
    sent: set[tuple[str, str, str]] = set()
    for feed in area.feeds:
        for row in feed.tables.get("withdrawals", []):
            assert (feed.agency, row["table"], row["key"]) in sent
        for name in ("residences", "relationships"):
            for row in feed.tables.get(name, []):
                required = [row[column.name] for column in TABLES[name].required]
                sent.add((feed.agency, name, "|".join([*required, row["valid_from"]])))
                sent.add((feed.agency, name, row["statement_ref"]))


def test_identifiers_are_valid_and_can_belong_to_nobody(area: Area) -> None:
    seen: Counter[str] = Counter()
    for _, row in area.rows("persons"):
        for kind, form in _SYNTHETIC.items():
            if row[kind]:
                seen[kind] += 1
                assert re.fullmatch(form, row[kind])
                assert isinstance(IDENTIFIERS[kind](row[kind]), Parsed) == (kind != "nino")
    assert set(seen) >= set(_SYNTHETIC) - {"nino"}


def test_people_of_different_agencies_share_an_identifier_only_when_they_are_one(area: Area) -> None:
    lines = (area.root / "truth" / "people.csv").read_text(encoding="utf-8").splitlines()[1:]
    person = {ref: name for name, ref, _ in (line.split(",") for line in lines)}
    contradictory = {
        line.split(",")[1]
        for line in (area.root / "truth" / "pairs.csv").read_text(encoding="utf-8").splitlines()
        if line.startswith("contradiction")
    }
    bearers: dict[str, set[str]] = {}
    agencies: dict[str, set[str]] = {}
    for agency, row in area.rows("persons"):
        ref = f"{agency}:{row['person_ref']}"
        for kind in ("pnc", "cro", "crn", "prison_number", "nhs_number"):
            if row[kind] and ref not in contradictory:
                found = IDENTIFIERS[kind](row[kind])
                assert isinstance(found, Parsed)
                bearers.setdefault(found.canonical, set()).add(person[ref])
                agencies.setdefault(found.canonical, set()).add(agency)
    assert all(len(people) == 1 for people in bearers.values())
    assert sum(len(found) > 1 for found in agencies.values()) > 100
    assert contradictory


def test_addresses_have_synthetic_uprns_and_streets_of_no_place(area: Area) -> None:
    kinds = {"Row", "Lane", "Rise", "Bank", "Garth", "Wynd", "Fold", "Reach", "Mews", "Parade", "Yard", ""}
    for _, row in area.rows("addresses"):
        assert not row["uprn"] or re.fullmatch(r"999\d{9}", row["uprn"])
        assert row["street"].rpartition(" ")[2] in kinds


def test_phones_and_mail_reach_nobody(area: Area) -> None:
    for _, row in area.rows("key_workers"):
        assert not row["phone"] or re.fullmatch(r"07700 900\d{3}|01632 960\d{3}", row["phone"])
        assert row["email"].endswith("@example.com")


def test_every_record_is_in_the_truth(area: Area) -> None:
    lines = (area.root / "truth" / "people.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "person_id,ref,part"
    known = [line.split(",")[1] for line in lines[1:]]
    sent = {f"{agency}:{row['person_ref']}" for agency, row in area.rows("persons") if row["person_ref"]}
    assert sent == set(known)
    assert len(known) == len(set(known))


def test_marked_as_synthetic_to_the_last_zone(area: Area) -> None:
    documents = list((area.root / "feeds").glob("*/zones.geojson"))
    assert documents
    for path in documents:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        assert all(feature["properties"]["synthetic"] == "SYNTHETIC" for feature in features)
