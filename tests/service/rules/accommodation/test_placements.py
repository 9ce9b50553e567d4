"""ACC-09, ACC-11 and ACC-12: premises that do not take the nominal, placements not approved, and their ends."""

from tests.service.rules.builders import Area, Person, Piece, Told, a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, POLICE, Drawn, Landed, Short, drawn, each, found, in_order, unclear
from tests.service.rules.places import at
from tests.service.rules.things import a_row

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
DAYS_28, DAYS_29 = "2026-06-24", "2026-06-25"
NIGHTS_84, NIGHTS_85 = "2026-03-04", "2026-03-03"

home = at().named("home")


def convicted(group: str, on: str = "2023-05-05", who: Person | None = None, **cells: str) -> Person:
    """Sentence Adam."""
    sentence = {"sentence_ref": f"~S{group}", "offence": group, "offence_group": group, "disposal": "custody"}
    return (who or a_nominal("Adam")).saying("sentences", sentenced_on=on, **sentence | cells)


def assessed(who: Person, level: str, group: str = "public") -> Person:
    """Assess the risk to a group."""
    on = f"2026-01-{10 + len(who.rows)}"
    return who.saying("risk_assessments", assessed_on=on, **{group: level})


def offered(*excludes: str) -> Piece:
    """Say that the home is offered as accommodation and does not take some offences."""
    return a_row("premises", address_ref="~home", provider_ref=POLICE, scheme="cas3", excludes=";".join(excludes))


def placed(scheme: str, who: Person | None = None, /, **cells: str) -> Person:
    """Place Adam at home, where he lives, under a scheme, since February unless told otherwise."""
    return elsewhere(scheme, (who or a_nominal("Adam")).living_at(home, "2026-02-02"), **cells)


def elsewhere(scheme: str, adam: Person, /, **cells: str) -> Person:
    """Place Adam at home, wherever he lives."""
    told = {"placement_ref": "~P", "address_ref": "~home", "scheme": scheme, "starts_on": "2026-02-02"}
    return adam.saying("placements", **told | cells)


def low() -> Person:
    """Adam at level 1, with a low risk and a conviction of no weight."""
    return low_at(1)


def low_at(level: int | None) -> Person:
    """Adam at a level, with a low risk and a conviction of no weight."""
    return assessed(convicted("other", who=a_nominal("Adam").managed_in("cheshire", level)), "low")


adam = a_nominal("Adam")
EXCLUDED, UNAPPROVED, ENDING = found("ACC-09", "home"), found("ACC-11", "P"), found("ACC-12", "P")
UNCLEAR = unclear("ACC-11", "P")
SPO, ALL = "senior_probation_officer", "head_of_pdu;head_of_operations;regional_director"


def premises(*told: Told) -> Area:
    """Say that a home is offered and takes nobody convicted of arson, and more."""
    return an_area().with_(offered("arson", "sexual"), *told)


PREMISES: list[Drawn] = [
    drawn("premises that exclude arson, and arson", premises(convicted("arson").living_at(home)), EXCLUDED),
    drawn("premises that exclude arson, and the second of two sentences is for arson",
          premises(convicted("arson", who=convicted("violent")).living_at(home)), EXCLUDED),
    drawn("premises that exclude arson, and violence", premises(convicted("violent").living_at(home))),
    drawn("premises that exclude arson, and arson sentenced tomorrow with violence before",
          premises(convicted("arson", TOMORROW, who=convicted("violent")).living_at(home))),
    drawn("premises that exclude arson, and arson on a day nobody knows",
          premises(convicted("arson", "").living_at(home)), EXCLUDED),
    drawn("premises that exclude arson, and no sentence known",
          premises(a_nominal().living_at(home)), unclear("ACC-09", "home")),
    drawn("premises that exclude arson, proposed", premises(convicted("arson").proposed_at(home)), EXCLUDED),
    drawn("premises that exclude arson, to be placed there tomorrow",
          premises(convicted("arson").placed_at(home, TOMORROW)), EXCLUDED),
    drawn("premises that exclude arson, left yesterday",
          premises(convicted("arson").living_at(home, until=TODAY))),
    drawn("premises that exclude arson, visited", premises(convicted("arson").visiting(home))),
    drawn("premises that exclude arson, and somebody else's arson", premises(
        convicted("violent").living_at(home),
        convicted("arson", who=a_person("Bert"), sentence_ref="~B").living_at(home))),
    drawn("premises that exclude arson, and has died", premises(convicted("arson").living_at(home).died_on(YESTERDAY))),
    drawn("premises that exclude nobody", an_area().with_(offered(), convicted("arson").living_at(home))),
    drawn("premises that exclude nobody, and no sentence known",
          an_area().with_(offered(), a_nominal().living_at(home))),
    drawn("a private home, and arson", an_area().with_(convicted("arson").living_at(home))),
    drawn("as known before the premises were offered",
          an_area().with_(convicted("arson").living_at(home), later(offered("arson"))), known=BEFORE),
    drawn("as known since the premises were offered",
          an_area().with_(convicted("arson").living_at(home), later(offered("arson"))), EXCLUDED),
]  # fmt: skip


def of(who: Person, scheme: str = "cas3", **cells: str) -> Area:
    """Place somebody."""
    return an_area().with_(placed(scheme, who, **cells))


high = assessed(convicted("other"), "high")

APPROVALS: list[Drawn] = [
    drawn("CAS3, low risk at level 1", of(low())),
    drawn("CAS3, high risk and nobody approved", of(high), UNAPPROVED),
    drawn("CAS3, high risk to a known adult", of(assessed(convicted("other"), "very_high", "known_adult")), UNAPPROVED),
    drawn("CAS3, high risk to prisoners alone", of(assessed(low(), "high", "prisoners"))),
    drawn("CAS3, high risk and the senior probation officer approved", of(high, approvals=SPO)),
    drawn("CAS3, high risk and only a more senior one approved", of(high, approvals="head_of_pdu"), UNAPPROVED),
    drawn("CAS3, level 2 and nobody approved", of(low_at(2)), UNAPPROVED),
    drawn("CAS3, level 2 and the senior probation officer approved", of(low_at(2), approvals=SPO)),
    drawn("CAS3, level 3 and the senior probation officer approved", of(low_at(3), approvals=SPO), UNAPPROVED),
    drawn("CAS3, level 3 and the head of the unit approved", of(low_at(3), approvals="head_of_pdu")),
    drawn("CAS3, arson and nobody approved", of(assessed(convicted("arson"), "low")), UNAPPROVED),
    drawn("CAS3, arson and the head of the unit approved",
          of(assessed(convicted("arson"), "low"), approvals="head_of_pdu")),
    *(drawn(f"CAS3, {group} and two of three approved",
            of(assessed(convicted(group), "low"), approvals="head_of_pdu;head_of_operations"), UNAPPROVED)
      for group in ("sexual", "terrorism")),
    *(drawn(f"CAS3, {group} and all three approved", of(assessed(convicted(group), "low"), approvals=ALL))
      for group in ("sexual", "terrorism")),
    drawn("CAS3, sexual with a high risk, and all three approved but not the officer",
          of(assessed(convicted("sexual"), "high"), approvals=ALL), UNAPPROVED),
    drawn("CAS3, sexual, sentenced tomorrow",
          of(assessed(convicted("sexual", TOMORROW, who=convicted("other")), "low"))),
    drawn("CAS3, never assessed and nobody approved", of(convicted("other")), UNCLEAR),
    drawn("CAS3, never assessed and the officer approved", of(convicted("other"), approvals=SPO)),
    drawn("CAS3, no sentence known and only the officer approved",
          of(assessed(a_nominal("Adam"), "low"), approvals=SPO), UNCLEAR),
    drawn("CAS3, no sentence known and all approved", of(a_nominal("Adam"), approvals=f"{SPO};{ALL}")),
    drawn("CAS3, no level and nobody approved", of(low_at(None)), UNCLEAR),
    drawn("CAS3, no level and both who count approved", of(low_at(None), approvals=f"{SPO};head_of_pdu")),
    drawn("CAS3, no sentence known and a high risk is found", of(assessed(a_nominal("Adam"), "high")), UNAPPROVED),
    drawn("CAS3, refused", of(high, decision="refused")),
    drawn("CAS3, ended yesterday", of(high, ends_on=YESTERDAY)),
    drawn("CAS3, ends today", of(high, ends_on=TODAY), UNAPPROVED),
    drawn("CAS3, referred today and not begun", of(high, referred_on=TODAY, starts_on="2026-07-01"), UNAPPROVED),
    drawn("CAS3, to be referred tomorrow", of(high, referred_on=TOMORROW, starts_on="2026-07-01")),
    *(drawn(f"{scheme} needs no approval", of(high, scheme)) for scheme in ("cas1", "local_authority", "private")),
    drawn("CAS3, of somebody who is no nominal",
          of(assessed(convicted("other", who=a_person("Adam")), "high"))),
    drawn("CAS3, high risk and has died", of(high.died_on(YESTERDAY))),
    drawn("CAS2, low risk", of(low(), "cas2")),
    drawn("CAS2, high risk", of(high, "cas2", approvals=f"{SPO};{ALL}"), UNAPPROVED),
    drawn("CAS2, sexual", of(assessed(convicted("sexual"), "low"), "cas2"), UNAPPROVED),
    drawn("CAS2, arson", of(assessed(convicted("arson"), "low"), "cas2")),
    drawn("CAS2, under 18", of(low().born("2010-01-01"), "cas2"), UNAPPROVED),
    drawn("CAS2, 18 today", of(low().born("2008-05-27"), "cas2")),
    drawn("CAS2, of unknown age", of(low().born(""), "cas2"), UNCLEAR),
    drawn("CAS2, ten days before the release", of(
        assessed(convicted("other", release_on="2026-02-12"), "low"), "cas2", referred_on="2026-02-02"), UNAPPROVED),
    drawn("CAS2, eleven days before the release", of(
        assessed(convicted("other", release_on="2026-02-13"), "low"), "cas2", referred_on="2026-02-02")),
    drawn("CAS2, after the release", of(
        assessed(convicted("other", release_on="2026-02-01"), "low"), "cas2", referred_on="2026-02-02")),
    drawn("CAS2, never assessed", of(convicted("other"), "cas2"), UNCLEAR),
    drawn("CAS2, no sentence known", of(assessed(a_nominal("Adam"), "low"), "cas2"), UNCLEAR),
    drawn("as known before the approval is known", an_area().with_(
        placed("cas3", low_at(2)),
        later(only("placements", elsewhere("cas3", adam, approvals=SPO)))), UNAPPROVED, known=BEFORE),
    drawn("as known since the approval is known", an_area().with_(
        placed("cas3", low_at(2)),
        later(only("placements", elsewhere("cas3", adam, approvals=SPO))))),
]  # fmt: skip


def ends(on: str, scheme: str = "local_authority", *more: Told, **cells: str) -> Area:
    """End the placement on a day."""
    return an_area().with_(placed(scheme, ends_on=on, **cells), *more)


ENDS: list[Drawn] = [
    drawn("ends today", ends(TODAY), ENDING),
    drawn("ends in 28 days", ends(DAYS_28), ENDING),
    drawn("ends in 29 days", ends(DAYS_29)),
    drawn("ended yesterday", ends(YESTERDAY)),
    drawn("ends soon and has an address to move on to", an_area().with_(
        placed("cas1", ends_on=DAYS_28, move_on_address_ref="~next"),
        a_person("Bert").living_at(at(900).named("next")))),
    drawn("ends soon, and another home is proposed", an_area().with_(
        placed("cas1", a_nominal("Adam").proposed_at(at(900).named("next")), ends_on=DAYS_28))),
    drawn("ends soon, and the same home is proposed for after", an_area().with_(
        placed("cas1", a_nominal("Adam").proposed_at(home), ends_on=DAYS_28)), ENDING),
    drawn("ends soon, and a placement elsewhere follows", an_area().with_(
        placed("cas1", a_nominal("Adam").placed_at(at(900).named("next"), DAYS_28), ends_on=DAYS_28))),
    drawn("ends soon, and was refused", ends(DAYS_28, decision="refused")),
    drawn("ends soon, and begins today", ends(DAYS_28, starts_on=TODAY), ENDING),
    drawn("ends soon, and begins tomorrow", ends(DAYS_28, starts_on=TOMORROW)),
    drawn("ends soon, and nobody knows when it began", ends(DAYS_28, starts_on=""), ENDING),
    drawn("ends soon, of somebody who is no nominal", an_area().with_(
        placed("cas1", a_person("Adam"), ends_on=DAYS_28))),
    drawn("ends soon, and has died", an_area().with_(
        placed("cas1", a_nominal("Adam").died_on(YESTERDAY), ends_on=DAYS_28))),
    drawn("CAS3 without an end, 28 days before the last night",
          an_area().with_(placed("cas3", starts_on="2026-04-01")), ENDING),
    drawn("CAS3 without an end, 29 days before the last night",
          an_area().with_(placed("cas3", starts_on="2026-04-02"))),
    drawn("CAS3 whose end lies after the last night", ends("2026-12-31", "cas3", starts_on="2026-04-01"), ENDING),
    drawn("CAS3 past the last night, and still there",
          an_area().with_(placed("cas3", starts_on=NIGHTS_85)), ENDING),
    drawn("CAS3 on the day after the last night", an_area().with_(placed("cas3", starts_on=NIGHTS_84)), ENDING),
    drawn("CAS3 past the last night, and gone",
          an_area().with_(elsewhere("cas3", adam, starts_on=NIGHTS_85), a_person("Bert").living_at(home))),
    drawn("CAS3 past the last night, its end planned for later",
          ends("2026-12-31", "cas3", starts_on=NIGHTS_85), ENDING),
    drawn("CAS3 past the last night, and ended yesterday", ends(YESTERDAY, "cas3", starts_on=NIGHTS_85)),
    drawn("CAS3 of which nothing is known", an_area().with_(placed("cas3", starts_on="")), unclear("ACC-12", "P")),
    *(drawn(f"{scheme} without an end", an_area().with_(placed(scheme)), unclear("ACC-12", "P"))
      for scheme in ("cas1", "cas2")),
    *(drawn(f"{scheme} needs no end", an_area().with_(placed(scheme)))
      for scheme in ("local_authority", "social_landlord", "private", "family")),
    drawn("CAS1 without an end, and gone",
          an_area().with_(elsewhere("cas1", adam), a_person("Bert").living_at(home))),
    drawn("CAS1 without an end, and another home is proposed", an_area().with_(
        placed("cas1", a_nominal("Adam").proposed_at(at(900).named("next"))))),
    drawn("as known before the end is known", an_area().with_(
        placed("local_authority"),
        later(only("placements", elsewhere("local_authority", adam, ends_on=DAYS_28)))), known=BEFORE),
    drawn("as known since the end is known", an_area().with_(
        placed("local_authority"),
        later(only("placements", elsewhere("local_authority", adam, ends_on=DAYS_28)))), ENDING),
]  # fmt: skip

CASES = [*PREMISES, *APPROVALS, *ENDS]


def _told(landed: Landed, number: int, case: Drawn) -> list[Short]:
    rule = "ACC-09" if case in PREMISES else "ACC-11" if case in APPROVALS else "ACC-12"
    return landed.shorts(number, case, rule)


@each(CASES)
def test_placements(landed: Landed, number: int, case: Drawn) -> None:
    assert _told(landed, number, case) == in_order(case.expected)
