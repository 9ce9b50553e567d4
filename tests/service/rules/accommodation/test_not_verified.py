"""ACC-13: a home not verified for too long, or arranged accommodation that nobody decided on."""

from tests.service.rules.builders import Person, Piece, Told, a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, POLICE, Drawn, Landed, drawn, each, found, in_order
from tests.service.rules.places import at
from tests.service.rules.things import a_row

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
DAYS_90, DAYS_91 = "2026-02-26", "2026-02-25"
RECENT = "2026-04-02"

home = at().named("home")
HOME = found("ACC-13", "home")


def living(since: str = "2020-01-01", verified: str = "", kind: str = "home", until: str = "") -> Person:
    """Adam, with a home that was verified on a day."""
    dates = {"valid_from": since, "valid_to": until, "verified_on": verified}
    adam = a_nominal("Adam").living_at(home, since)
    return Person(
        adam.name, is_nominal=True, details=adam.details, places=adam.places
    ).saying("residences", address_ref="~home", kind=kind, **dates)  # fmt: skip


def offered(scheme: str, since_later: bool = False) -> Piece:
    """Say that somebody offers the home as accommodation."""
    said = a_row("premises", address_ref="~home", provider_ref=POLICE, scheme=scheme)
    return later(said) if since_later else said


def placed(decision: str = "clear", decided: str = "2026-03-01", to: str = "home") -> Told:
    """Say that Adam's placement there began, and what was decided."""
    cells = {"placement_ref": "~placement", "scheme": "cas3", "starts_on": "2026-03-02", "decided_on": decided}
    return only("placements", a_nominal().saying("placements", address_ref=f"~{to}", decision=decision, **cells))


fresh = living(RECENT, RECENT)

CASES: list[Drawn] = [
    drawn("verified 90 days ago", an_area().with_(living(verified=DAYS_90))),
    drawn("verified 91 days ago", an_area().with_(living(verified=DAYS_91)), HOME),
    drawn("verified today", an_area().with_(living(verified=TODAY))),
    drawn("to be verified tomorrow", an_area().with_(living(verified=TOMORROW)), HOME),
    drawn("never verified, since 91 days", an_area().with_(living(DAYS_91)), HOME),
    drawn("never verified, since 90 days", an_area().with_(living(DAYS_90))),
    drawn("never verified, and nobody knows since when", an_area().with_(living("")), HOME),
    drawn("a stay counts as well", an_area().with_(living(kind="staying")), HOME),
    *(drawn(f"a residence of kind {kind} does not count", an_area().with_(living(kind=kind)))
      for kind in ("proposed", "visiting", "works_at", "attends")),
    drawn("he has moved out", an_area().with_(living(until=TODAY))),
    drawn("he moves in tomorrow", an_area().with_(living(TOMORROW))),
    drawn("he has died", an_area().with_(living().died_on(YESTERDAY))),
    drawn("somebody who is no nominal", an_area().with_(a_nominal(), a_person("Bert").living_at(home))),
    drawn("told twice, verified by the one that stays", an_area().with_(
        living(verified=DAYS_91), only("residences", living("2021-01-01", RECENT, "staying")))),
    drawn("two homes, one of them verified", an_area().with_(
        living(verified=RECENT).living_at(at(500).named("other"))), found("ACC-13", "other")),
    drawn("verified in time, a private home that needs no decision", an_area().with_(fresh)),
    *(drawn(f"verified in time, offered as {scheme}, and nobody decided", an_area().with_(fresh, offered(scheme)), HOME)
      for scheme in ("cas1", "cas2", "cas3", "local_authority", "social_landlord")),
    *(drawn(f"verified in time, offered as {scheme}, needs no decision", an_area().with_(fresh, offered(scheme)))
      for scheme in ("private", "family")),
    drawn("a clear decision", an_area().with_(fresh, offered("cas3"), placed())),
    drawn("a conditional decision", an_area().with_(fresh, offered("cas3"), placed("conditional"))),
    drawn("a decision of today", an_area().with_(fresh, offered("cas3"), placed(decided=TODAY))),
    drawn("a decision of which nobody knows the day", an_area().with_(fresh, offered("cas3"), placed(decided=""))),
    drawn("a decision of tomorrow", an_area().with_(fresh, offered("cas3"), placed(decided=TOMORROW)), HOME),
    drawn("a placement that nobody decided on", an_area().with_(fresh, offered("cas3"), placed("", "")), HOME),
    drawn("a placement that was refused", an_area().with_(fresh, offered("cas3"), placed("refused")), HOME),
    drawn("a decision on another address", an_area().with_(
        fresh, offered("cas3"), a_person("Bert").living_at(at(700).named("other")), placed(to="other")), HOME),
    drawn("neither verified nor decided on is one finding", an_area().with_(living(), offered("cas3")), HOME),
    drawn("as known before it was offered", an_area().with_(fresh, offered("cas3", since_later=True)), known=BEFORE),
    drawn("as known since it was offered", an_area().with_(fresh, offered("cas3", since_later=True)), HOME),
]  # fmt: skip


@each(CASES)
def test_homes_that_nobody_looked_at(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "ACC-13") == in_order(case.expected)
