"""ORD-01, ORD-02 and ORD-03: notifications overdue, orders about to end, conditions about nobody."""

from tests.service.rules.builders import Area, Person, Told, a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, Short, drawn, each, found, in_order, unclear
from tests.service.rules.places import at
from tests.service.rules.things import a_zone

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
DAYS_90, DAYS_91 = "2026-08-25", "2026-08-26"

adam = a_nominal("Adam")
vera = a_person("Vera").victim_of("Adam")


def must_notify(due: str = YESTERDAY, made: str = "", kind: str = "annual", who: Person = adam) -> Person:
    """Have something to notify by a day."""
    return who.saying("notifications", kind=kind, due_on=due, made_on=made)


def overdue(due: str = YESTERDAY, kind: str = "annual") -> Short:
    """Expect that a notification is overdue."""
    return found("ORD-01", f"Adam|{kind}|{due}")


NOTIFICATIONS: list[Drawn] = [
    *(drawn(f"notification: {kind} due yesterday", an_area().with_(must_notify(kind=kind)), overdue(kind=kind))
      for kind in ("initial", "change_of_address", "change_of_name", "annual", "weekly_no_fixed_abode",
                   "foreign_travel", "child_household")),
    drawn("notification: due today", an_area().with_(must_notify(TODAY))),
    drawn("notification: made in time", an_area().with_(must_notify(made="2026-05-20"))),
    drawn("notification: made late", an_area().with_(must_notify("2026-05-01", made=YESTERDAY))),
    drawn("notification: to be made tomorrow", an_area().with_(must_notify(made=TOMORROW)), overdue()),
    drawn("notification: last year's missed, this year's made",
          an_area().with_(must_notify("2026-04-01", "2026-04-01", who=must_notify("2025-04-01")))),
    drawn("notification: last year's missed, another matter made since",
          an_area().with_(must_notify("2026-04-01", "2026-04-01", "initial", must_notify("2025-04-01"))),
          overdue("2025-04-01")),
    drawn("notification: last year's made, this year's missed",
          an_area().with_(must_notify("2026-04-01", who=must_notify("2025-04-01", "2025-04-01"))),
          overdue("2026-04-01")),
    drawn("notification: two missed",
          an_area().with_(must_notify("2026-04-01", who=must_notify("2025-04-01"))),
          overdue("2026-04-01"), overdue("2025-04-01")),
    drawn("notification: of somebody who is no nominal", an_area().with_(must_notify(who=a_person("Adam")))),
    drawn("notification: he has died", an_area().with_(must_notify().died_on(YESTERDAY))),
    drawn("notification: as known before it is made", an_area().with_(
        must_notify("2026-04-01"), later(only("notifications", must_notify("2026-04-01", "2026-04-20")))),
        overdue("2026-04-01"), known=BEFORE),
    drawn("notification: as known since it is made", an_area().with_(
        must_notify("2026-04-01"), later(only("notifications", must_notify("2026-04-01", "2026-04-20"))))),
]  # fmt: skip


def assessed(level: str = "high", group: str = "public", who: Person = adam) -> Person:
    """Assess the risk to a group."""
    return who.saying("risk_assessments", assessed_on="2026-01-10", **{group: level})


def ordered(until: str = DAYS_90, kind: str = "sexual_harm_prevention_order", **cells: str) -> Told:
    """Say that an order ends on a day."""
    told = {"order_ref": "~O", "kind": kind, "valid_from": "2024-01-01", "valid_to": until} | cells
    return only("orders", adam.saying("orders", **told))


ENDING = found("ORD-02", "O")

ENDS: list[Drawn] = [
    drawn("order ends in 90 days", an_area().with_(assessed(), ordered()), ENDING),
    drawn("order ends in 91 days", an_area().with_(assessed(), ordered(DAYS_91))),
    drawn("order ends tomorrow", an_area().with_(assessed(), ordered(TOMORROW)), ENDING),
    drawn("order ended today", an_area().with_(assessed(), ordered(TODAY))),
    drawn("order has no end", an_area().with_(assessed(), ordered(""))),
    *(drawn(f"order of kind {kind} ends soon", an_area().with_(assessed(), ordered(kind=kind)), ENDING)
      for kind in ("licence", "restraining_order", "sexual_offences_prevention_order", "violent_offender_order")),
    *(drawn(f"order of kind {kind} ends soon", an_area().with_(assessed(), ordered(kind=kind)))
      for kind in ("bail", "sex_offender_notification", "hospital_order", "other")),
    drawn("order ends soon, and renewal was decided on today",
          an_area().with_(assessed(), ordered(renewal_decision_on=TODAY))),
    drawn("order ends soon, and renewal is to be decided on tomorrow",
          an_area().with_(assessed(), ordered(renewal_decision_on=TOMORROW)), ENDING),
    drawn("order ends soon, and the risk is medium", an_area().with_(assessed("medium", "staff"), ordered()), ENDING),
    drawn("order ends soon, and the risk is low", an_area().with_(assessed("low"), ordered())),
    drawn("order ends soon, and the risk is to prisoners alone",
          an_area().with_(assessed("low", who=adam.saying(
              "risk_assessments", assessed_on="2026-01-11", prisoners="high")), ordered())),
    drawn("order ends soon, and nobody assessed the risk", an_area().with_(adam, ordered()), unclear("ORD-02", "O")),
    drawn("order ends soon, of somebody who is no nominal",
          an_area().with_(assessed(who=a_person("Adam")), ordered())),
    drawn("order ends soon, and he has died", an_area().with_(assessed().died_on(YESTERDAY), ordered())),
    drawn("order ends soon, as known before the decision",
          an_area().with_(assessed(), ordered(), later(ordered(renewal_decision_on="2026-04-20"))), ENDING,
          known=BEFORE),
    drawn("order ends soon, as known since the decision",
          an_area().with_(assessed(), ordered(), later(ordered(renewal_decision_on="2026-04-20")))),
]  # fmt: skip


def bound(kind: str, *told: Told, until: str = "", **cells: str) -> Area:
    """Adam is bound by a condition."""
    return an_area().with_(adam.bound_by(kind, until, **cells), *told)


LOOSE, UNPROTECTED = found("ORD-03", "K"), found("ORD-03", "Vera")
premises = a_person("Bert").living_at(at(900).named("premises"))

LINKS: list[Drawn] = [
    *(drawn(f"link: {kind} of nobody", bound(kind), LOOSE) for kind in ("no_contact", "non_association")),
    *(drawn(f"link: {kind} of somebody", bound(kind, a_person("Pat"), protected_person_ref="~Pat"))
      for kind in ("no_contact", "non_association")),
    *(drawn(f"link: {kind} without a zone", bound(kind), LOOSE) for kind in ("exclusion_zone", "restriction_zone")),
    *(drawn(f"link: {kind} with a zone", bound(kind, a_zone(), zone_ref="~Z"))
      for kind in ("exclusion_zone", "restriction_zone")),
    drawn("link: a zone that no longer holds is known",
          bound("exclusion_zone", a_zone(valid_to="2026-01-01"), zone_ref="~Z")),
    drawn("link: named premises without an address", bound("named_premises"), LOOSE),
    drawn("link: named premises with an address", bound("named_premises", premises, address_ref="~premises")),
    *(drawn(f"link: {kind} is about nobody in particular", bound(kind))
      for kind in ("curfew", "avoid_sites", "no_residence_with_children", "polygraph", "other")),
    drawn("link: the order has ended", bound("no_contact", until=TODAY)),
    drawn("link: a victim whom no condition protects", bound("curfew", vera), UNPROTECTED),
    drawn("link: a victim whom another kind of condition protects",
          bound("curfew", vera, protected_person_ref="~Vera")),
    drawn("link: a victim whom a condition protects", bound("no_contact", vera, protected_person_ref="~Vera")),
    drawn("link: a victim, and a condition of nobody", bound("no_contact", vera), LOOSE, UNPROTECTED),
    drawn("link: a victim, and a condition that protects her sister", bound(
        "no_contact", vera, a_person("Wilma"), protected_person_ref="~Wilma"), UNPROTECTED),
    drawn("link: a victim, and an order without conditions",
          an_area().with_(adam, ordered("", "restraining_order"), vera), UNPROTECTED),
    drawn("link: a victim, and no order", an_area().with_(adam, vera)),
    drawn("link: a victim, and only a requirement to notify",
          an_area().with_(adam, ordered("", "sex_offender_notification"), vera)),
    drawn("link: a victim, and the order has ended", bound("curfew", vera, until=TODAY)),
    drawn("link: a past victim", bound("curfew", a_person("Vera").victim_of("Adam", until="2025-01-01"))),
    drawn("link: a victim who has died", bound("curfew", vera.died_on(YESTERDAY))),
    drawn("link: a victim of somebody else",
          bound("curfew", a_person("Bert"), a_person("Vera").victim_of("Bert"))),
    drawn("link: of somebody who is no nominal", an_area().with_(a_person("Adam").bound_by("no_contact"))),
    drawn("link: as known before the protection is known", bound("no_contact", vera).with_(
        later(only("conditions", adam.bound_by("no_contact", protected_person_ref="~Vera")))), LOOSE, UNPROTECTED,
        known=BEFORE),
    drawn("link: as known since the protection is known", bound("no_contact", vera).with_(
        later(only("conditions", adam.bound_by("no_contact", protected_person_ref="~Vera"))))),
]  # fmt: skip

CASES = [*NOTIFICATIONS, *ENDS, *LINKS]
_RULES = {"notification": "ORD-01", "order": "ORD-02", "link": "ORD-03"}


@each(CASES)
def test_orders(landed: Landed, number: int, case: Drawn) -> None:
    rule = _RULES[case.sentence.replace(":", " ").split(" ")[0]]
    assert landed.shorts(number, case, rule) == in_order(case.expected)
