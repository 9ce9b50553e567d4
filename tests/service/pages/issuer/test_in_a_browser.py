"""Signing in through an issuer on another site, in a real browser without JavaScript."""

from playwright.sync_api import expect

from service.audit import Action
from tests.service.pages.conftest import Visitor
from tests.service.pages.issuer.conftest import IssuedService


def signs_in(visitor: Visitor, person: str = "Ann.Chair") -> None:
    visitor.goes_to("/sign-in")
    visitor.page.click("main a.button")
    visitor.page.click(f"button[value='{person}']")


def test_a_chair_signs_in_and_sees_the_cases_of_their_area(visitor: Visitor, service: IssuedService) -> None:
    signs_in(visitor)
    visitor.page.wait_for_url("**/cases")
    assert "Abel Arden" in visitor.text
    assert "M-2" not in visitor.text
    assert [(one.action, one.outcome) for one in service.entries() if one.who == "Ann.Chair"][:2] == [
        (Action.SIGN_IN, "answered"),
        (Action.LIST_CASES, "answered"),
    ]


def test_the_cookie_is_for_this_host_over_tls_and_out_of_reach_of_scripts(visitor: Visitor) -> None:
    signs_in(visitor)
    visitor.page.wait_for_url("**/cases")
    (cookie,) = [one for one in visitor.page.context.cookies(visitor.address) if "session" in one["name"]]
    assert cookie["name"].startswith("__Host-")
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "Strict")
    assert cookie["path"] == "/"
    assert "." not in cookie["value"]


def test_forms_go_on_working_and_signing_out_ends_it_here_and_at_the_issuer(visitor: Visitor) -> None:
    signs_in(visitor, "Bo.Practitioner")
    visitor.page.wait_for_url("**/cases")
    visitor.goes_to("/placement")
    visitor.page.fill("#case", "M-1")
    visitor.page.fill("#uprn", "999000000001")
    visitor.page.fill("#reason", "A flat is free.")
    visitor.page.click("main button")
    assert "Refer to the co-ordinator" in visitor.text
    visitor.page.click("text=Sign out")
    expect(visitor.page).to_have_url(f"{visitor.address}/sign-in")
    visitor.goes_to("/cases")
    assert visitor.place == "/sign-in"
    visitor.page.click("text=sign out at your identity provider")
    assert "Signed out at the provider" in visitor.text
    signs_in(visitor, "Ann.Chair")
    visitor.page.wait_for_url("**/cases")


def test_whoever_has_no_page_is_told_so(visitor: Visitor) -> None:
    signs_in(visitor, "Cy.Auditor")
    assert "none of your roles has pages" in visitor.text
    visitor.goes_to("/cases")
    assert visitor.place == "/sign-in"
