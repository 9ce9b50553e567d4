"""CHI-05: unsupervised contact against a condition, or a stay with a child that was not notified."""

from tests.service.rules.builders import Area, Person, Told, a_child, a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import at

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
DAYS_3, DAYS_4 = "2026-05-24", "2026-05-23"
SINCE = "2026-04-02"

bound = a_nominal("Adam").bound_by("no_unsupervised_contact_with_children")
cora = a_child("Cora")
home = at()


def registered(kind: str = "sex_offender_notification", until: str = "") -> Person:
    """Adam, who must notify."""
    order = {"order_ref": "~register", "valid_from": "2024-01-01", "valid_to": until}
    return a_nominal("Adam").saying("orders", kind=kind, **order)


def notified(made: str, kind: str = "child_household", due: str = "2026-04-05") -> Person:
    """Adam, registered and living at home, who notified something on a day."""
    return registered().living_at(home, SINCE).saying("notifications", kind=kind, due_on=due, made_on=made)


def contact(child: Person, kind: str, since: str = "2026-01-01", until: str = "") -> Area:
    """Adam under his condition, and a child in contact with him."""
    return an_area().with_(bound, child.tied_to("in_contact_with", "Adam", since, until, contact_kind=kind))


def household(his: str, hers: str, *more: Told, by: Person | None = None) -> Area:
    """Adam, registered, and Cora at one home, each from a day on."""
    return an_area().with_((by or registered()).living_at(home, since=his), cora.living_at(home, since=hers), *more)


CASES: list[Drawn] = [
    drawn("unsupervised contact with a child", contact(cora, "unsupervised"), found("CHI-05", "Cora")),
    drawn("unsupervised contact, told the other way round", an_area().with_(
        bound.tied_to("in_contact_with", "Cora", contact_kind="unsupervised"), cora), found("CHI-05", "Cora")),
    *(drawn(f"contact of kind {kind}", contact(cora, kind))
      for kind in ("none", "supervised", "visit", "telephone", "online")),
    drawn("contact of a kind that nobody knows", contact(cora, ""), unclear("CHI-05", "Cora")),
    drawn("unsupervised contact with somebody of unknown age",
          contact(a_person("Sam").born(""), "unsupervised"), unclear("CHI-05", "Sam")),
    drawn("unsupervised contact with somebody grown up", contact(a_person("Sam"), "unsupervised")),
    drawn("her 18th birthday is today", contact(cora.born("2008-05-27"), "unsupervised")),
    drawn("her 18th birthday is tomorrow", contact(cora.born("2008-05-28"), "unsupervised"), found("CHI-05", "Cora")),
    drawn("the contact has ended", contact(cora, "unsupervised", until=TODAY)),
    drawn("the contact begins tomorrow", contact(cora, "unsupervised", since=TOMORROW)),
    drawn("she has died", contact(cora.died_on(YESTERDAY), "unsupervised")),
    drawn("he has died", an_area().with_(
        bound.died_on(YESTERDAY), cora.tied_to("in_contact_with", "Adam", contact_kind="unsupervised"))),
    drawn("nothing forbids the contact", an_area().with_(
        a_nominal(), cora.tied_to("in_contact_with", "Adam", contact_kind="unsupervised"))),
    drawn("another condition is about living with children", an_area().with_(
        a_nominal().bound_by("no_residence_with_children"),
        cora.tied_to("in_contact_with", "Adam", contact_kind="unsupervised"))),
    drawn("the condition ended with its order", an_area().with_(
        a_nominal().bound_by("no_unsupervised_contact_with_children", until=TODAY),
        cora.tied_to("in_contact_with", "Adam", contact_kind="unsupervised"))),
    drawn("he is no nominal", an_area().with_(
        a_person("Adam").bound_by("no_unsupervised_contact_with_children"),
        cora.tied_to("in_contact_with", "Adam", contact_kind="unsupervised"))),
    drawn("he moved in with a child four days ago", household(DAYS_4, "2020-01-01"), found("CHI-05", "Cora")),
    drawn("he moved in with a child three days ago", household(DAYS_3, "2020-01-01")),
    drawn("a child moved in with him four days ago", household("2020-01-01", DAYS_4), found("CHI-05", "Cora")),
    drawn("nobody knows since when they live there", household("", ""), found("CHI-05", "Cora")),
    drawn("under a notification order",
          household(SINCE, "2020-01-01", by=registered("notification_order")), found("CHI-05", "Cora")),
    drawn("under another order",
          household(SINCE, "2020-01-01", by=registered("sexual_harm_prevention_order"))),
    drawn("the requirement to notify has ended", household(SINCE, "2020-01-01", by=registered(until=TODAY))),
    drawn("he stays with her", an_area().with_(
        registered().staying_at(home, SINCE), cora.living_at(home)), found("CHI-05", "Cora")),
    drawn("his home there is only proposed", an_area().with_(
        registered().proposed_at(home, SINCE), cora.living_at(home))),
    drawn("her home there is only proposed", an_area().with_(
        registered().living_at(home, SINCE), cora.proposed_at(home))),
    drawn("he visits her", an_area().with_(registered().visiting(home, SINCE), cora.living_at(home))),
    drawn("he notified on the day he moved in", an_area().with_(notified(SINCE), cora.living_at(home))),
    drawn("he notified late", an_area().with_(notified(TODAY), cora.living_at(home))),
    drawn("he notified the day before he moved in",
          an_area().with_(notified("2026-04-01"), cora.living_at(home)), found("CHI-05", "Cora")),
    drawn("he will notify tomorrow", an_area().with_(notified(TOMORROW), cora.living_at(home)),
          found("CHI-05", "Cora")),
    drawn("he notified another matter", an_area().with_(notified(SINCE, "change_of_address"), cora.living_at(home)),
          found("CHI-05", "Cora")),
    drawn("nobody knows since when, and he notified once",
          household("", "", only("notifications", notified("2025-01-01")))),
    drawn("somebody grown up lives there", an_area().with_(
        registered().living_at(home, SINCE), a_person("Sam").living_at(home))),
    drawn("somebody of unknown age lives there", an_area().with_(
        registered().living_at(home, SINCE), a_person("Sam").born("").living_at(home)), unclear("CHI-05", "Sam")),
    drawn("the child next door", an_area().with_(registered().living_at(home, SINCE), cora.living_at(at(20)))),
    drawn("both are one finding", household(
        SINCE, "2020-01-01", by=registered().bound_by("no_unsupervised_contact_with_children")
        .tied_to("in_contact_with", "Cora", contact_kind="unsupervised")), found("CHI-05", "Cora")),
    drawn("found then, the notification was entered later", an_area().with_(
        registered().living_at(home, SINCE), cora.living_at(home), later(only("notifications", notified(SINCE)))),
        found("CHI-05", "Cora"), known=BEFORE),
    drawn("not now, the notification is entered", an_area().with_(
        registered().living_at(home, SINCE), cora.living_at(home), later(only("notifications", notified(SINCE))))),
]  # fmt: skip


@each(CASES)
def test_contact_and_stays_with_children(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "CHI-05") == in_order(case.expected)
