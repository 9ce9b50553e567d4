"""Opening a case in an emergency on the pages: after a fresh sign-in, and not unseen by those who look after it."""

import time

from playwright.sync_api import expect

from tests.service.pages.conftest import Visitor
from tests.service.pages.issuer.conftest import Caller, IssuedService
from tests.service.pages.issuer.test_in_a_browser import signs_in

WORDS = "A threat was made by telephone an hour ago."


def asks_to_open(visitor: Visitor, case: str) -> None:
    visitor.goes_to(f"/break-glass?case={case}")
    visitor.page.check("input[value='threat_to_life']")
    visitor.page.fill("#text", WORDS)
    visitor.page.click("main button")


def test_whoever_signed_in_long_ago_signs_in_again_then_the_case_opens_and_others_hear_of_it(
    visitor: Visitor, service: IssuedService
) -> None:
    service.provider.access_claims = {"auth_time": int(time.time()) - 3600}
    signs_in(visitor)
    visitor.page.wait_for_url("**/cases")
    assert visitor.goes_to("/cases/M-2") == 404
    asks_to_open(visitor, "M-2")
    assert "Nothing has been opened" in visitor.text
    service.provider.access_claims = {"auth_time": int(time.time())}
    visitor.page.click("main a.button")
    # The issuer holds a session, and asks all the same.
    assert visitor.page.url.startswith(service.provider.issuer)
    visitor.page.click("button[value='Ann.Chair']")
    visitor.page.wait_for_url("**/break-glass?case=M-2")
    asks_to_open(visitor, "M-2")
    assert "Case M-2 is open to you" in visitor.text
    visitor.page.click("text=Go to the case")
    assert visitor.place == "/cases/M-2"
    visitor.page.click("text=Table")
    assert "Bert Bold" in visitor.text
    visitor.goes_to("/cases")
    assert "M-2" not in visitor.text
    visitor.page.click("text=Sign out")
    visitor.goes_to("/sign-in")
    visitor.page.click("text=sign out at your identity provider")
    signs_in(visitor, "Di.Coordinator")
    visitor.page.wait_for_url("**/cases")
    visitor.page.click("text=Emergencies")
    assert "Ann.Chair" in visitor.text
    assert WORDS in visitor.text
    visitor.page.check("input[value='justified']")
    visitor.page.fill("input[name=note]", "Rung them; the threat was real.")
    visitor.page.click("main button")
    expect(visitor.page.locator("main")).to_contain_text("There are none.")


def test_an_issuer_that_does_not_ask_anew_brings_nobody_back(caller: Caller, service: IssuedService) -> None:
    service.provider.id_claims = {"auth_time": int(time.time()) - 3600}
    caller.signs_in()
    out = caller.get("/break-glass/sign-in?case=M-2").headers["location"]
    assert "prompt=login" in out
    answer = caller.get(caller.is_sent_back(out))
    assert answer.status_code == 400
    assert "Begin again" in answer.text


def test_where_one_comes_back_to_is_a_page_of_ours_whatever_the_case_is_called(caller: Caller) -> None:
    caller.signs_in()
    out = caller.get("/break-glass/sign-in?case=%22%3E%3Cscript%3E%26x=//evil.example.org").headers["location"]
    answer = caller.get(caller.is_sent_back(out))
    assert answer.status_code == 200
    assert 'content="0; url=/break-glass?case=%22%3E%3Cscript%3E%26x%3D%2F%2Fevil.example.org"' in answer.text


def test_a_form_that_is_not_ours_opens_nothing(caller: Caller) -> None:
    caller.signs_in()
    answer = caller.post("/break-glass", case="M-4", reason="other", text=WORDS, form_key="guess")
    assert answer.headers["location"] == "/sign-in"
    assert caller.get("/cases/M-4").status_code == 404


def test_whoever_may_not_open_cases_is_not_shown_the_way(caller: Caller) -> None:
    caller.signs_in("Bo.Practitioner")
    assert "/break-glass" not in caller.get("/cases").text
    assert caller.get("/notices").status_code == 403
