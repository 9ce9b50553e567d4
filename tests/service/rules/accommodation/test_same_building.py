"""ACC-02: a home of the nominal and a home of a current or past victim in one building."""

from tests.service.rules.builders import Area, a_nominal, a_person, an_area, corrected
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import DEAD, at, house, somewhere

TODAY, TOMORROW = "2026-05-27", "2026-05-28"
CHESTER, OTHER = "CH1 2AA", "CH1 2AB"

adam = a_nominal("Adam")
vera = a_person("Vera").victim_of("Adam")
wilma = a_person("Wilma").victim_of("Adam", since="2019-01-01", until="2021-01-01")
home = at()


def _both(
    his: tuple[str, str | None, str | None], hers: tuple[str, str | None, str | None], apart: int = 5_000
) -> Area:
    """An area in which the texts of two addresses, so many metres apart, decide."""
    return an_area().with_(
        adam.living_at(house(*his).named("his")), vera.living_at(house(*hers, east=apart).named("hers"))
    )


CASES: list[Drawn] = [
    drawn("they live at one address, and ACC-03 is silent of it",
          an_area().with_(adam.living_at(home), vera.living_at(home)), found("ACC-02", "Vera")),
    drawn("a past victim lives at his address, and ACC-04 is silent of it",
          an_area().with_(adam.living_at(home), wilma.living_at(home)), found("ACC-02", "Wilma")),
    drawn("they live in two flats of one building",
          _both(("12", "Nowhere Street", CHESTER), ("12", "Nowhere Street", CHESTER)), found("ACC-02", "Vera")),
    drawn("the two are written otherwise, in capitals and with a full stop",
          _both(("St. Anne's", "Nowhere Street", CHESTER), ("ST ANNES", "nowhere  street", "ch12aa")),
          found("ACC-02", "Vera")),
    drawn("his has no street: name and postcode decide",
          _both(("12", None, CHESTER), ("12", "Nowhere Street", CHESTER)), found("ACC-02", "Vera")),
    drawn("hers has no street: name and postcode decide",
          _both(("12", "Nowhere Street", CHESTER), ("12", None, CHESTER)), found("ACC-02", "Vera")),
    drawn("neither has a street: name and postcode decide",
          _both(("Nowhere House", None, CHESTER), ("Nowhere House", None, CHESTER)), found("ACC-02", "Vera")),
    drawn("two streets of one postcode",
          _both(("12", "Nowhere Street", CHESTER), ("12", "Nowhere Lane", CHESTER))),
    drawn("two numbers of one street",
          _both(("12", "Nowhere Street", CHESTER), ("14", "Nowhere Street", CHESTER))),
    drawn("one number and street of two postcodes",
          _both(("12", "Nowhere Street", CHESTER), ("12", "Nowhere Street", OTHER))),
    drawn("the other has no postcode", _both(("12", "Nowhere Street", CHESTER), ("12", "Nowhere Street", None))),
    drawn("neither has a postcode", _both(("12", "Nowhere Street", None), ("12", "Nowhere Street", None))),
    drawn("a postcode of nobody's home",
          _both(("12", "Nowhere Street", "ZZ99 3VZ"), ("12", "Nowhere Street", "ZZ99 3VZ"))),
    drawn("neither has a number", _both(("", "Nowhere Street", CHESTER), ("", "Nowhere Street", CHESTER))),
    drawn("a postcode that is not live says it as well",
          _both(("12", "Nowhere Street", DEAD), ("12", "Nowhere Street", DEAD)), found("ACC-02", "Vera")),
    drawn("another building at the same point is near, not the same",
          _both(("12", "Nowhere Street", CHESTER), ("14", "Nowhere Street", CHESTER), apart=0),
          found("ACC-03", "Vera")),
    drawn("one address without a position",
          an_area().with_(adam.living_at(somewhere()), vera.living_at(somewhere())), found("ACC-02", "Vera")),
    drawn("two addresses without a position are not one",
          an_area().with_(adam.living_at(somewhere("his")), vera.living_at(somewhere("hers"))),
          unclear("ACC-03", "Vera")),
    drawn("one pair of addresses the same, another near: both rules speak",
          an_area().with_(adam.living_at(home).staying_at(at(200)), vera.living_at(home)),
          found("ACC-02", "Vera"), found("ACC-03", "Vera")),
    drawn("a home proposed in her building",
          an_area().with_(adam.living_at(at(5_000)).proposed_at(home), vera.living_at(home)), found("ACC-02", "Vera")),
    drawn("a placement refused in her building",
          an_area().with_(adam.living_at(at(5_000)).placed_at(home, TOMORROW, "refused"), vera.living_at(home))),
    drawn("a placement in her building from tomorrow",
          an_area().with_(adam.living_at(at(5_000)).placed_at(home, TOMORROW), vera.living_at(home)),
          found("ACC-02", "Vera")),
    drawn("he left yesterday", an_area().with_(adam.living_at(home, until=TODAY), vera.living_at(home))),
    drawn("he leaves tomorrow",
          an_area().with_(adam.living_at(home, until=TOMORROW), vera.living_at(home)), found("ACC-02", "Vera")),
    drawn("an end before its beginning never holds",
          an_area().with_(adam.living_at(home, since="2026-01-01", until="2025-01-01"), vera.living_at(home))),
    drawn("she only works there, and lives far away",
          an_area().with_(adam.living_at(at(5_000)).staying_at(home), vera.working_at(home).living_at(at(9_000))),
          found("ACC-04", "Vera")),
    drawn("she died there",
          an_area().with_(adam.living_at(home), vera.living_at(home).died_on("2026-01-01"))),
    drawn("a twin of hers lives there",
          an_area().with_(adam.living_at(home), vera.living_at(at(5_000)), a_person("Verity").living_at(home))),
    drawn("he is a victim himself, of nobody's else's nominal: his own home is no pair",
          an_area().with_(adam.living_at(home).victim_of("Adam"))),
    drawn("her harm is of a time before, and begins again tomorrow",
          an_area().with_(adam.living_at(home), a_person("Vera").living_at(home).victim_of("Adam", until="2022-01-01")
                          .victim_of("Adam", since=TOMORROW)), found("ACC-02", "Vera")),
    drawn("her harm begins tomorrow and is her first",
          an_area().with_(adam.living_at(home), a_person("Vera").living_at(home).victim_of("Adam", since=TOMORROW))),
    drawn("found then: her house had another number",
          an_area().with_(adam.living_at(house("12", None, CHESTER).named("his")),
                          vera.living_at(house("12", None, CHESTER, east=5_000).named("hers").flatted("Flat 2")),
                          corrected(house("14", None, CHESTER, east=5_000).named("hers"))),
          found("ACC-02", "Vera"), known=BEFORE),
    drawn("not now: her house has another number",
          an_area().with_(adam.living_at(house("12", None, CHESTER).named("his")),
                          vera.living_at(house("12", None, CHESTER, east=5_000).named("hers").flatted("Flat 2")),
                          corrected(house("14", None, CHESTER, east=5_000).named("hers")))),
]  # fmt: skip


@each(CASES)
def test_homes_in_the_building_of_a_victim(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "ACC-02", "ACC-03", "ACC-04") == in_order(case.expected)
