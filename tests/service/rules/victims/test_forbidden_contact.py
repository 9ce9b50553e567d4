"""VIC-02: contact with somebody whom a no-contact condition protects."""

from tests.service.rules.builders import Area, Person, Told, a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import at

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"

adam = a_nominal("Adam").bound_by("no_contact", protected_person_ref="~Vera")
adam_for_nobody = a_nominal("Adam").bound_by("no_contact")
vera = a_person("Vera").victim_of("Adam")
home = at()


def in_contact(kind: str, since: str = "2026-01-01", until: str = "") -> Person:
    """Vera, in contact with Adam."""
    return vera.tied_to("in_contact_with", "Adam", since, until, contact_kind=kind)


def case(nominal: Person, *others: Told) -> Area:
    """A nominal and others."""
    return an_area().with_(nominal, *others)


CASES: list[Drawn] = [
    *(drawn(f"contact of kind {kind}", case(adam, in_contact(kind)), found("VIC-02", "Vera"))
      for kind in ("supervised", "unsupervised", "visit", "telephone", "online")),
    drawn("contact of a kind that nobody knows", case(adam, in_contact("")), found("VIC-02", "Vera")),
    drawn("it is known that there is none", case(adam, in_contact("none"))),
    drawn("contact, told the other way round",
          case(adam.tied_to("in_contact_with", "Vera", contact_kind="online"), vera), found("VIC-02", "Vera")),
    drawn("contact until yesterday", case(adam, in_contact("online", until=TODAY))),
    drawn("contact from tomorrow", case(adam, in_contact("online", since=TOMORROW))),
    drawn("she is his partner", case(adam, vera.tied_to("partner_of", "Adam")), found("VIC-02", "Vera")),
    drawn("she is his former partner", case(adam, vera.tied_to("ex_partner_of", "Adam"))),
    drawn("he visits her", case(adam.visiting(home), vera.living_at(home)), found("VIC-02", "Vera")),
    drawn("she visits him", case(adam.living_at(home), vera.visiting(home)), found("VIC-02", "Vera")),
    drawn("he visits where she is only proposed to live", case(adam.visiting(home), vera.proposed_at(home))),
    drawn("he visited her until yesterday", case(adam.visiting(home, until=TODAY), vera.living_at(home))),
    drawn("she lives with him, which is another rule's", case(adam.living_at(home), vera.living_at(home))),
    drawn("he visits the house next door", case(adam.visiting(at(20)), vera.living_at(home))),
    drawn("contact and a visit are one finding",
          case(adam.visiting(home), in_contact("online").living_at(home)), found("VIC-02", "Vera")),
    drawn("she is protected and was never recorded as a victim",
          case(adam, a_person("Vera").tied_to("partner_of", "Adam")), found("VIC-02", "Vera")),
    drawn("the order has ended", case(
        a_nominal().bound_by("no_contact", until=TODAY, protected_person_ref="~Vera"), in_contact("online"))),
    drawn("the order begins tomorrow", case(
        a_nominal().bound_by("no_contact", since=TOMORROW, protected_person_ref="~Vera"), in_contact("online"))),
    drawn("another kind of condition protects her", case(
        a_nominal().bound_by("non_association", protected_person_ref="~Vera"), in_contact("online"))),
    drawn("the condition protects her sister", case(
        a_nominal().bound_by("no_contact", protected_person_ref="~Wilma"), a_person("Wilma"), in_contact("online"))),
    drawn("he is no nominal", case(
        a_person("Adam").bound_by("no_contact", protected_person_ref="~Vera"), in_contact("online"))),
    drawn("she has died", case(adam, in_contact("online").died_on(YESTERDAY))),
    drawn("he has died", case(adam.died_on(YESTERDAY), in_contact("online"))),
    drawn("of a condition that names nobody, contact with a victim",
          case(adam_for_nobody, in_contact("online")), unclear("VIC-02", "Vera")),
    drawn("of a condition that names nobody, contact with a past victim", case(
        adam_for_nobody, a_person("Vera").victim_of("Adam", until="2024-01-01").tied_to("partner_of", "Adam")),
        unclear("VIC-02", "Vera")),
    drawn("of a condition that names nobody, contact with somebody else",
          case(adam_for_nobody, vera, a_person("Pat").tied_to("partner_of", "Adam"))),
    drawn("of a condition that names nobody, no contact", case(adam_for_nobody, vera)),
    drawn("found and not to be checked are one finding", case(
        adam.saying("conditions", condition_ref="~K2", order_ref="~order", kind="no_contact", person_ref=""),
        in_contact("online")), found("VIC-02", "Vera")),
    drawn("as known before the contact is known",
          case(adam, vera, later(only("relationships", a_person("Vera").tied_to("partner_of", "Adam")))), known=BEFORE),
    drawn("as known since the contact is known",
          case(adam, vera, later(only("relationships", a_person("Vera").tied_to("partner_of", "Adam")))),
          found("VIC-02", "Vera")),
]  # fmt: skip


@each(CASES)
def test_contact_that_a_condition_forbids(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "VIC-02") == in_order(case.expected)
