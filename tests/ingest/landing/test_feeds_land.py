"""Contract section 1, edge by edge: what lands, what is rejected, what is told."""

import json
from datetime import date, datetime

from tests.feed_builder import FeedBuilder, a_feed
from tests.ingest.landing.conftest import Area

JON = {"person_ref": "P1", "given_names": "Jon", "family_name": "Smyth", "date_of_birth": "1990-05-03"}
HOME = {"address_ref": "A1", "primary_name": "7", "street": "Kelpie Row", "postcode": "CH3 9FT"}
LIVES = {"person_ref": "P1", "address_ref": "A1", "kind": "home"}


def housing(day: str = "2026-02-02") -> FeedBuilder:
    """Return a feed of a housing authority with one person at home."""
    return a_feed("housing", day).having("persons", JON).having("addresses", HOME).having("residences", LIVES)


def day(text: str) -> datetime:
    """Return midnight of an ISO day."""
    return datetime.fromisoformat(text)


def test_a_row_becomes_a_statement_with_both_clocks_and_its_source(area: Area) -> None:
    """From the day received on; true from before we knew, still true."""
    area.lands(housing())
    (lives,) = area.statements("LIVES_AT")
    assert (lives["valid_from"], lives["valid_to"]) == (date(1, 1, 1), date(9999, 12, 31))
    assert (lives["known_from"], lives["known_to"]) == (day("2026-02-02"), day("9999-12-31"))
    assert (lives["source"], lives["feed"]) == ("housing", "housing-2026-02-02")
    assert lives["record"] == "housing:residences:P1|A1|home|"


def test_sent_again_unchanged_changes_nothing(area: Area) -> None:
    """A later feed that says the same adds no statement and closes none."""
    area.lands(housing())
    before = area.everything()
    report = area.lands(housing("2026-03-02"))
    assert {table: counts.unchanged for table, counts in report.counts.items()} == dict.fromkeys(
        ("persons", "addresses", "residences"), 1
    )
    assert area.everything().equals(before)


def test_the_same_bytes_again_change_nothing_even_after_newer_ones(area: Area) -> None:
    """Sending a folder twice by mistake is no error."""
    area.lands(housing(), housing("2026-03-02").having("persons", JON | {"person_ref": "P2"}))
    before = area.everything()
    report = area.lands(housing())
    assert report.already_landed
    assert report.counts["persons"].unchanged == 1
    assert report.counts["persons"].accepted == 0
    assert area.everything().equals(before)


def test_sent_again_changed_closes_the_old_statement_and_opens_a_new_one(area: Area) -> None:
    """Nothing is overwritten: what was known in February is still known of February."""
    area.lands(housing())
    report = area.lands(a_feed("housing", "2026-03-02").having("persons", JON | {"family_name": "Smith"}))
    assert report.counts["persons"].changed == 1
    details = [
        (s["known_from"], s["known_to"], json.loads(str(s["properties"]))) for s in area.statements("HAS_DETAILS")
    ]
    assert [(start, end, told["family_name"]) for start, end, told in details] == [
        (day("2026-02-02"), day("2026-03-02"), "Smyth"),
        (day("2026-03-02"), day("9999-12-31"), "Smith"),
    ]


def test_a_return_to_a_former_home_is_another_row(area: Area) -> None:
    """Rows without a key are told apart by their start."""
    first, second = LIVES | {"valid_from": "2020-01-01", "valid_to": "2021-01-01"}, LIVES | {"valid_from": "2024-01-01"}
    area.lands(
        a_feed("housing", "2026-02-02")
        .having("persons", JON)
        .having("addresses", HOME)
        .having("residences", first, second)
    )
    assert len(area.statements("LIVES_AT")) == 2


def test_a_statement_ref_lets_a_later_feed_correct_the_dates(area: Area) -> None:
    """The very row, with another start."""
    row = LIVES | {"statement_ref": "S1", "valid_from": "2024-01-01"}
    area.lands(
        a_feed("housing", "2026-02-02").having("persons", JON).having("addresses", HOME).having("residences", row)
    )
    report = area.lands(a_feed("housing", "2026-03-02").having("residences", row | {"valid_from": "2024-02-01"}))
    assert report.counts["residences"].changed == 1
    assert [(s["valid_from"], s["known_to"]) for s in area.statements("LIVES_AT")] == [
        (date(2024, 1, 1), day("2026-03-02")),
        (date(2024, 2, 1), day("9999-12-31")),
    ]


def test_a_required_reference_that_resolves_nowhere_rejects_the_row(area: Area) -> None:
    """And says which column, without repeating the reference, which is personal."""
    report = area.lands(housing().having("residences", LIVES | {"person_ref": "P9"}))
    assert report.counts["residences"].rejected == 1
    (problem,) = report.problems
    assert (problem.row, problem.column, problem.code) == (3, "person_ref", "unresolved_reference")
    assert problem.value is None
    assert "P9" not in problem.message


def test_an_optional_reference_that_resolves_nowhere_lands_blank(area: Area) -> None:
    """With a warning; sent again once it resolves, the row is changed."""
    report = area.lands(housing().having("residences", LIVES | {"kind": "staying", "verified_by": "nobody"}))
    assert report.counts["residences"].accepted == 2
    assert [problem.outcome for problem in report.problems] == ["landed"]
    agencies = {"agency_ref": "nobody", "name": "Somebody", "kind": "other", "duty": "other"}
    later = a_feed("housing", "2026-03-02").having("agencies", agencies)
    report = area.lands(later.having("residences", LIVES | {"kind": "staying", "verified_by": "nobody"}))
    assert report.counts["residences"].changed == 1


def test_a_reference_to_a_row_rejected_in_the_feed_resolves_only_to_an_earlier_version(area: Area) -> None:
    """The meeting of a case that was rejected is rejected too, unless the case had landed before."""
    case = {"case_ref": "C1", "person_ref": "P1", "area": "cheshire", "valid_from": "2025-01-01"}
    meeting = {"meeting_ref": "M1", "case_ref": "C1", "held_on": "2026-01-01"}
    bad = a_feed("police", "2026-02-02").having("persons", JON).having("mappa_cases", case | {"area": "nowhere"})
    assert area.lands(bad.having("meetings", meeting)).counts["meetings"].rejected == 1
    area.lands(a_feed("police", "2026-03-02").having("mappa_cases", case))
    again = a_feed("police", "2026-04-02").having("mappa_cases", case | {"area": "nowhere"}).having("meetings", meeting)
    report = area.lands(again)
    assert (report.counts["mappa_cases"].rejected, report.counts["meetings"].accepted) == (1, 1)


def test_shared_names_resolve_across_agencies_and_others_do_not(area: Area) -> None:
    """A case of the police is known to probation; a person's reference is not."""
    case = {"case_ref": "C1", "person_ref": "P1", "area": "cheshire", "valid_from": "2025-01-01"}
    area.lands(a_feed("police", "2026-02-02").having("persons", JON).having("mappa_cases", case))
    plan = {"plan_ref": "R1", "case_ref": "C1", "agreed_on": "2026-01-01"}
    report = area.lands(a_feed("probation", "2026-02-03").having("risk_plans", plan).having("events", EVENT))
    assert (report.counts["risk_plans"].accepted, report.counts["events"].rejected) == (1, 1)


EVENT = {"event_ref": "E1", "person_ref": "P1", "kind": "release", "on": "2026-01-01"}


def test_a_complete_feed_withdraws_what_it_leaves_out_of_the_tables_it_holds(area: Area) -> None:
    """Only of its own agency, only in tables it contains; nothing is deleted."""
    area.lands(housing().having("persons", JON | {"person_ref": "P2"}))
    area.lands(a_feed("police", "2026-02-03").having("persons", JON | {"person_ref": "X"}))
    report = area.lands(a_feed("housing", "2026-03-02").saying(complete=True).having("persons", JON))
    assert report.counts["persons"].withdrawn == 1
    assert [s["known_to"] for s in area.statements("LIVES_AT")] == [day("9999-12-31")]
    ended = [s for s in area.statements("HAS_DETAILS") if s["known_to"] != day("9999-12-31")]
    assert [s["record"] for s in ended] == ["housing:persons:P2"]


def test_a_complete_feed_with_an_empty_table_withdraws_all_of_it(area: Area) -> None:
    """A header and no row says: there are none."""
    area.lands(housing())
    columns = ("person_ref", "address_ref", "kind")
    report = area.lands(a_feed("housing", "2026-03-02").saying(complete=True).having("residences", columns=columns))
    assert report.counts["residences"].withdrawn == 1
    assert [s["known_to"] for s in area.statements("LIVES_AT")] == [day("2026-03-02")]


def test_in_a_complete_feed_a_rejected_row_leaves_the_one_it_would_have_replaced(area: Area) -> None:
    """The sender meant to send it, so it is not left out."""
    case = {"case_ref": "C1", "person_ref": "P1", "area": "cheshire", "valid_from": "2025-01-01"}
    area.lands(a_feed("police", "2026-02-02").having("persons", JON).having("mappa_cases", case))
    bad = case | {"area": "nowhere"}
    report = area.lands(a_feed("police", "2026-03-02").saying(complete=True).having("mappa_cases", bad))
    assert (report.counts["mappa_cases"].rejected, report.counts["mappa_cases"].withdrawn) == (1, 0)


def test_a_withdrawal_takes_back_all_rows_that_agree_or_the_one_with_that_start(area: Area) -> None:
    """By required columns, with the start or without."""
    rows = [
        LIVES | {"valid_from": start, "valid_to": end}
        for start, end in (("2020-01-01", "2021-01-01"), ("2024-01-01", ""))
    ]
    area.lands(
        a_feed("housing", "2026-02-02").having("persons", JON).having("addresses", HOME).having("residences", *rows)
    )
    one = {"table": "residences", "key": "P1|A1|home|2020-01-01", "reason": "sent in error"}
    assert area.lands(a_feed("housing", "2026-03-02").having("withdrawals", one)).counts["residences"].withdrawn == 1
    rest = {"table": "residences", "key": "P1|A1|home", "reason": "sent in error"}
    assert area.lands(a_feed("housing", "2026-04-02").having("withdrawals", rest)).counts["residences"].withdrawn == 1
    assert {s["known_to"] for s in area.statements("LIVES_AT")} == {day("2026-03-02"), day("2026-04-02")}


def test_a_withdrawal_is_applied_before_the_rows_of_its_feed(area: Area) -> None:
    """Taken back and sent again in one feed: a new statement of that day."""
    area.lands(housing())
    back = {"table": "residences", "key": "P1|A1|home", "reason": "dates"}
    report = area.lands(a_feed("housing", "2026-03-02").having("withdrawals", back).having("residences", LIVES))
    assert (report.counts["residences"].withdrawn, report.counts["residences"].accepted) == (1, 1)
    assert [(s["known_from"], s["known_to"]) for s in area.statements("LIVES_AT")] == [
        (day("2026-02-02"), day("2026-03-02")),
        (day("2026-03-02"), day("9999-12-31")),
    ]


def test_withdrawing_a_row_leaves_the_rows_that_refer_to_it(area: Area) -> None:
    """The person's home stays, and a later row may still name the person."""
    area.lands(housing())
    back = {"table": "persons", "key": "P1", "reason": "sent in error"}
    report = area.lands(
        a_feed("housing", "2026-03-02").having("withdrawals", back).having("residences", LIVES | {"kind": "visiting"})
    )
    assert (report.counts["persons"].withdrawn, report.counts["residences"].accepted) == (1, 1)
    assert [s["known_to"] for s in area.statements("LIVES_AT")] == [day("9999-12-31")]
    assert [s["known_to"] for s in area.statements("HAS_DETAILS")] == [day("2026-03-02")]


def test_a_withdrawal_of_nothing_is_rejected(area: Area) -> None:
    """So that a misspelt key does not pass for done."""
    area.lands(housing())
    back = {"table": "residences", "key": "P1|A9|home", "reason": "sent in error"}
    report = area.lands(a_feed("housing", "2026-03-02").having("withdrawals", back))
    assert [(p.code, p.outcome) for p in report.problems] == [("nothing_to_withdraw", "rejected")]


def test_a_bad_value_in_an_optional_column_lands_unknown_and_is_kept_raw(area: Area) -> None:
    """The record holds what was sent, for linkage to read."""
    report = area.lands(a_feed("housing", "2026-02-02").having("persons", JON | {"pnc": "2099/1234567I"}))
    assert (report.counts["persons"].accepted, report.counts["persons"].rejected) == (1, 0)
    (raw,) = area.store.read("MATCH (r:Record)-[s:STATES]->(:Record) RETURN s.raw AS raw").to_pylist()
    assert json.loads(raw["raw"]) == {"pnc": "2099/1234567I"}


def test_two_rows_of_one_key_that_contradict_each_other(area: Area) -> None:
    """The first lands, the second is rejected; the same row twice is no fault."""
    report = area.lands(a_feed("housing", "2026-02-02").having("persons", JON, JON | {"given_names": "Ann"}, JON))
    counts = report.counts["persons"]
    assert (counts.accepted, counts.unchanged, counts.rejected) == (1, 1, 1)


def test_a_statement_that_ends_before_it_begins_lands_with_a_warning(area: Area) -> None:
    """It never holds."""
    report = area.lands(housing().having("residences", LIVES | {"valid_from": "2026-01-02", "valid_to": "2026-01-02"}))
    assert [(p.code, p.outcome) for p in report.problems] == [("never_holds", "landed")]


def test_a_feed_older_than_the_newest_of_its_agency_is_refused(area: Area) -> None:
    """And nothing of it lands; another agency's older feed does."""
    area.lands(housing("2026-03-02"))
    before = area.everything()
    assert "before the newest landed feed" in area.refuses(housing("2026-02-02"))
    assert area.everything().equals(before)
    area.lands(a_feed("police", "2026-01-02").having("persons", JON))
