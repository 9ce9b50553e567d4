"""Rows that could not land: kept as they were sent, changing nothing, and ready to be corrected and sent again."""

import csv
from pathlib import Path

from ingest.ingestion import ingest_feeds
from ingest.report import Report
from tests.feed_builder import FeedBuilder, a_feed
from tests.ingest.landing.conftest import Area

PEOPLE = tuple({"person_ref": ref, "given_names": "Jon"} for ref in ("P1", "P2"))
RELEASE = {"event_ref": "E1", "person_ref": "P1", "kind": "release", "on": "2026-01-01"}
HEAD = ("event_ref", "person_ref", "kind", "on")


def police(day: str) -> FeedBuilder:
    """Return a feed of the police received on a day."""
    return a_feed("police", day)


def lands_with_lines(area: Area, feed: FeedBuilder, table: str, *lines: str) -> tuple[Report, Path]:
    """Land a feed after adding lines to one of its tables as they stand; return the report and the feed."""
    path = feed.in_folder(area.folder / f"lines-{len(area.reports)}")
    with (path / f"{table}.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    (outcome,) = ingest_feeds([path], area.store, area.reader)
    area.reports.append(outcome)
    assert isinstance(outcome, Report), outcome
    return outcome, path


def rejected(feed: Path, table: str) -> list[dict[str, str]]:
    """Return the rejected rows of one table of a feed."""
    file = feed.with_name(f"{feed.name}.rejected") / f"{table}.csv"
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def test_a_rejected_row_is_kept_as_sent_with_everything_that_is_wrong(area: Area) -> None:
    """Unknown columns, values as written and the order of the columns too."""
    area.lands(police("2026-02-02").having("persons", *PEOPLE))
    feed = police("2026-02-03").having("events", {"note": "as sent"} | RELEASE | {"kind": "Release!", "on": "1/1/26"})
    report, path = lands_with_lines(area, feed, "events")
    (row,) = rejected(path, "events")
    assert list(row) == ["note", *HEAD, "problem"]
    assert {name: row[name] for name in ("note", "kind", "on")} == {
        "note": "as sent", "kind": "Release!", "on": "1/1/26",
    }  # fmt: skip
    assert row["problem"].startswith("kind: ")
    assert "; on: " in row["problem"]
    assert report.counts["events"].rejected == 1


def test_rows_corrected_in_the_file_itself_land_without_a_word(area: Area) -> None:
    """The column `problem` may stay, and formulas come back as they were."""
    area.lands(police("2026-02-02").having("persons", *PEOPLE))
    risky = {"plan_ref": "=R1", "case_ref": "C1", "agreed_on": "2026-01-01", "supervision": "-tagged"}
    _, path = lands_with_lines(area, police("2026-02-03").having("risk_plans", risky), "risk_plans")
    (row,) = rejected(path, "risk_plans")
    assert (row["plan_ref"], row["supervision"]) == ("'=R1", "'-tagged")
    case = {"case_ref": "C1", "person_ref": "P1", "area": "cheshire", "valid_from": "2025-01-01"}
    again = police("2026-02-04").having("mappa_cases", case).having("risk_plans", row)
    report = area.lands(again)
    assert (report.counts["risk_plans"].accepted, report.problems) == (1, ())
    (plan,) = area.statements("MANAGED_UNDER")
    assert plan["to"] == "police:=R1"
    assert '"supervision":"-tagged"' in str(plan["properties"])


def test_a_row_with_too_many_cells_is_kept_with_the_cells_left_over(area: Area) -> None:
    """Even where the file is one of rejected rows sent again."""
    area.lands(police("2026-02-02").having("persons", *PEOPLE))
    feed = police("2026-02-03").having("events", RELEASE | {"problem": "told before"})
    wide, unresolved = "E2,P1,release,2026-01-01,told before,x", "E3,P9,release,2026-01-01,told before"
    report, path = lands_with_lines(area, feed, "events", wide, unresolved)
    assert (report.counts["events"].accepted, report.counts["events"].rejected) == (1, 2)
    kept = {row["event_ref"]: row["problem"] for row in rejected(path, "events")}
    assert set(kept) == {"E2", "E3"}
    assert kept["E2"].endswith("cells left over: x")
    assert kept["E3"].startswith("person_ref: ")


def test_in_a_complete_feed_a_row_with_too_many_cells_leaves_the_one_it_would_have_replaced(area: Area) -> None:
    """Wherever its cells have slipped to; a row that is not there at all is withdrawn."""
    first = police("2026-02-02").having("persons", *PEOPLE)
    area.lands(first.having("events", *(RELEASE | {"event_ref": ref} for ref in ("E1", "E2", "E3"))))
    feed = police("2026-02-03").saying(complete=True).having("events", RELEASE)
    report, _ = lands_with_lines(area, feed, "events", "slipped,E2,P1,release,2026-01-01")
    assert (report.counts["events"].rejected, report.counts["events"].withdrawn) == (1, 1)


def test_in_a_complete_feed_a_home_with_too_many_cells_leaves_the_one_it_would_have_replaced(area: Area) -> None:
    """By its required columns, or by its statement's reference."""
    addresses = ({"address_ref": ref, "primary_name": ref} for ref in ("A1", "A2"))
    home = {"statement_ref": "", "person_ref": "P1", "address_ref": "A1", "kind": "home"}
    named = home | {"statement_ref": "S1", "address_ref": "A2"}
    feed = police("2026-02-02").having("persons", *PEOPLE).having("addresses", *addresses)
    area.lands(feed.having("residences", home, named, home | {"person_ref": "P2"}))
    head = tuple(home)
    later = police("2026-02-03").saying(complete=True).having("residences", columns=head)
    report, _ = lands_with_lines(area, later, "residences", ",P1,A1,home,x", "S1,P1,A1,visiting,x")
    assert (report.counts["residences"].rejected, report.counts["residences"].withdrawn) == (2, 1)


OFFENDER = {"CRN": "Z100001", "SURNAME": "TRESMORE", "FORENAME": "Aldwin", "GENDER": "M"}
DWELLING = {"CRN": "Z100001", "ADDRESS_NO": "1", "STATUS": "M", "HOUSE": "7", "STREET": "Larkwhistle Row"}


def test_rows_under_a_profile_are_kept_in_the_senders_own_columns_and_land_corrected(area: Area) -> None:
    """Under the sender's own table; the person of the row has landed, where they live has not."""
    sent = a_feed("probation", "2026-02-02").saying(profile="ndelius_extract").having("offenders", OFFENDER)
    strange = DWELLING | {"CRN": "Z100009", "NOTE": "as sent"}
    report, path = lands_with_lines(area, sent.having("addresses", strange, DWELLING | {"NOTE": ""}), "addresses")
    assert (report.counts["residences"].accepted, report.counts["residences"].rejected) == (1, 1)
    (row,) = rejected(path, "addresses")
    assert {name: row[name] for name in strange} == strange
    assert row["problem"].startswith("person_ref: ")
    again = a_feed("probation", "2026-02-03").saying(profile="ndelius_extract")
    report = area.lands(again.having("addresses", row | {"CRN": "Z100001", "ADDRESS_NO": "2"}))
    assert report.counts["residences"].accepted == 1
    assert not any("problem" in problem.message for problem in report.problems)


def test_a_row_with_too_many_cells_under_a_profile_stays_under_the_senders_columns(area: Area) -> None:
    """And not under those of the table it would have become."""
    sent = a_feed("probation", "2026-02-02").saying(profile="ndelius_extract").having("offenders", OFFENDER)
    report, path = lands_with_lines(area, sent, "offenders", "Z100002,SMYTH,Ann,F,x")
    assert (report.counts["persons"].accepted, report.counts["persons"].rejected) == (1, 1)
    (row,) = rejected(path, "offenders")
    assert {name: row[name] for name in OFFENDER} == {
        "CRN": "Z100002", "SURNAME": "SMYTH", "FORENAME": "Ann", "GENDER": "F",
    }  # fmt: skip
    assert row["problem"].endswith("cells left over: x")


def test_a_row_made_of_several_is_kept_with_all_of_them(area: Area) -> None:
    """Of a family whose third member has not landed, every row that names who is whose relative is there."""
    people = tuple({"fami_family_id": "F1", "fami_person_id": ref} for ref in ("C1", "C2", "C3"))
    child = {"pers_person_id": "C1", "pers_forename": "Ann"}
    other = {"pers_person_id": "C2", "pers_forename": "Jon"}
    sent = a_feed("childrens-services", "2026-02-02").saying(profile="ssd_childrens_services")
    _, path = lands_with_lines(
        area, sent.having("ssd_person", child, other).having("ssd_family", *people), "ssd_family"
    )
    assert [row["fami_person_id"] for row in rejected(path, "ssd_family")] == ["C1", "C2", "C3"]


def test_a_stray_byte_that_makes_a_file_cp1252_is_told(area: Area) -> None:
    """With its line, since every other accent in the file is read wrongly; a file that is cp1252 throughout is none."""
    text = "person_ref,given_names\nP1,Zoë\nP2,"
    for number, (content, told) in enumerate(
        (
            (text.encode() + b"Ren\xe9\n", [3]),
            (text.encode("cp1252") + b"Ren\xe9\n", []),
            ((text + "René\n").encode(), []),
        )
    ):
        feed = a_feed(f"police-{number}", "2026-02-02").having("persons", *PEOPLE).in_folder(area.folder / str(number))
        (feed / "persons.csv").write_bytes(content)
        (report,) = ingest_feeds([feed], area.store, area.reader)
        assert isinstance(report, Report)
        assert [problem.row for problem in report.problems if problem.code == "encoding"] == told
