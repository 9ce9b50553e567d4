"""The pages, in a real browser without JavaScript: what each kind of person finds, and what nobody does."""

import pytest

from service.audit import Action
from tests.service.api.conftest import Service
from tests.service.pages.conftest import Visitor

CASE = "/cases/M-1"


@pytest.mark.parametrize("path", ["/", "/cases", CASE, f"{CASE}/full", f"{CASE}/flags.svg", "/placement"])
def test_whoever_is_not_signed_in_is_led_to_the_sign_in_page(visitor: Visitor, path: str) -> None:
    visitor.goes_to(path)
    assert visitor.place == "/sign-in"


def test_a_chair_finds_the_cases_of_the_area_with_their_open_flags(visitor: Visitor) -> None:
    visitor.signs_in("Chair")
    assert visitor.place == "/cases"
    row = visitor.page.locator("tr", has_text="M-1").inner_text()
    assert "Abel Arden" in row
    assert visitor.page.locator("tr", has_text="M-1").locator("td.critical").inner_text() == "1"
    assert "M-2" not in visitor.text


def test_a_case_shows_its_flag_map_and_says_the_same_in_a_list(visitor: Visitor) -> None:
    visitor.signs_in("Chair")
    visitor.page.click("text=M-1")
    assert visitor.place == CASE
    assert "ACC-02" in visitor.text
    assert "Next step: " in visitor.text
    assert "SYNTHETIC" in visitor.text
    visitor.page.wait_for_load_state("networkidle")
    picture = visitor.page.locator("img.map")
    assert picture.evaluate("one => one.complete && one.naturalWidth > 0") is True


@pytest.mark.parametrize("view", ["flags", "full", "area"])
def test_every_picture_has_a_page_of_its_own(visitor: Visitor, view: str) -> None:
    visitor.signs_in("Chair")
    assert visitor.goes_to(f"{CASE}/{view}") == 200
    assert visitor.page.locator("img.map").evaluate("one => one.naturalWidth > 0") is True


def test_the_table_says_in_words_what_the_pictures_show(visitor: Visitor) -> None:
    visitor.signs_in("Chair")
    assert visitor.goes_to(f"{CASE}/table") == 200
    assert "Abel Arden" in visitor.text
    assert "ACC-02" in visitor.text


@pytest.mark.parametrize("path", ["/cases/M-2", "/cases/NOBODYS", f"{CASE}/otherwise"])
def test_what_is_not_there_and_what_is_not_for_one_look_alike(visitor: Visitor, path: str) -> None:
    visitor.signs_in("Chair")
    assert visitor.goes_to(path) == 404


def test_a_housing_officer_gets_one_of_two_answers_and_no_list_of_cases(visitor: Visitor) -> None:
    visitor.signs_in("Housing officer", agency="housing-cheshire")
    assert visitor.place == "/placement"
    visitor.page.fill("#case", "M-1")
    visitor.page.fill("#uprn", "999000000001")
    visitor.page.fill("#reason", "A flat is free.")
    visitor.page.click("main button")
    assert "Refer to the co-ordinator" in visitor.text
    assert "Vera" not in visitor.text
    assert visitor.goes_to("/cases") == 403


def test_signing_out_ends_the_session(visitor: Visitor) -> None:
    visitor.signs_in("Chair")
    cookies = visitor.page.context.cookies()
    visitor.page.click("text=Sign out")
    visitor.page.context.add_cookies([{**cookie} for cookie in cookies])  # type: ignore[typeddict-item]
    visitor.goes_to("/cases")
    assert visitor.place == "/sign-in"


def test_the_session_is_out_of_reach_of_scripts_and_of_other_sites(visitor: Visitor) -> None:
    visitor.signs_in("Chair")
    (cookie,) = visitor.page.context.cookies()
    assert cookie["httpOnly"] is True
    assert cookie["sameSite"] == "Strict"
    assert "demo" not in cookie["value"]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"headers": {"Sec-Fetch-Site": "cross-site"}, "key": True}, id="from another site"),
        pytest.param({"headers": {}, "key": False}, id="without the key of our own form"),
    ],
)
def test_a_form_that_is_not_ours_asks_nothing(visitor: Visitor, service: Service, sent: dict[str, object]) -> None:
    visitor.signs_in("Chair")
    visitor.goes_to("/placement")
    key = visitor.page.locator("main input[name=form_key]").get_attribute("value")
    (cookie,) = visitor.page.context.cookies()
    before = sum(entry.action is Action.CHECK_PLACEMENT for entry in service.entries())
    headers = {"Cookie": f"{cookie['name']}={cookie['value']}"} | dict(sent["headers"])  # type: ignore[call-overload]
    form = {"case": "M-1", "uprn": "999000000001", "reason": "x", "form_key": key if sent["key"] else "guess"}
    answer = service.client.post("/placement", data=form, headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert sum(entry.action is Action.CHECK_PLACEMENT for entry in service.entries()) == before


def test_everything_a_page_shows_is_in_the_audit_under_its_users_name(visitor: Visitor, service: Service) -> None:
    visitor.signs_in("Practitioner")
    visitor.goes_to(CASE)
    last = [entry for entry in service.entries() if entry.who == "demo-practitioner"]
    assert {entry.action for entry in last} >= {Action.LIST_CASES, Action.READ_NETWORK, Action.DRAW_MAP}


def test_flags_about_one_person_stand_together(visitor: Visitor) -> None:
    visitor.signs_in("Chair")
    visitor.goes_to(CASE)
    section = visitor.page.locator("section", has_text="ACC-02")
    assert section.locator("h3").inner_text().startswith("Vera Vane: ")


def test_a_case_says_where_marac_hears_of_the_nominal_too(visitor: Visitor) -> None:
    visitor.signs_in("Chair", "merseyside")
    visitor.goes_to("/cases/M-2")
    row = visitor.page.locator("tr", has_text="K-1").inner_text()
    assert "perpetrator" in row
    assert "MAPPA" in row
    assert "No: nothing is recorded as shared" in row
    visitor.goes_to("/sign-in")
    visitor.signs_in("Chair")
    visitor.goes_to(CASE)
    assert "MARAC overlaps" not in visitor.text
