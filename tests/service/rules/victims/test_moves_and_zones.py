"""VIC-03: a victim who moved to where the nominal is, or a zone drawn anew, and no review since."""

from tests.service.rules.builders import Area, Told, a_nominal, a_person, an_area, corrected, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import Place, at, somewhere
from tests.service.rules.things import a_zone

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
DAYS_90, DAYS_91 = "2026-02-26", "2026-02-25"
MOVED = "2026-04-02"

adam = a_nominal("Adam")
vera = a_person("Vera").victim_of("Adam")
bound = adam.bound_by("exclusion_zone", protected_person_ref="~Vera", zone_ref="~Z")
old_zone = a_zone()
merseyside = at(area="merseyside")
nearby = at(3_000)


def reviewed(on: str) -> Told:
    """Adam, with a zone for Vera that was reviewed on a day."""
    return adam.bound_by("exclusion_zone", protected_person_ref="~Vera", zone_ref="~Z", reviewed_on=on)


def moved(since: str = MOVED, place: Place = nearby, *more: Told) -> Area:
    """Vera moved, and Adam is bound by nothing."""
    return an_area().with_(adam, vera.living_at(place, since), *more)


def drawn_on(day: str, *, until: str = "", since: str = "2025-01-01", **cells: str) -> Area:
    """Adam's zone for Vera is drawn from a day on."""
    told = {"protected_person_ref": "~Vera", "zone_ref": "~Z"} | cells
    return an_area().with_(
        adam.bound_by("exclusion_zone", since=since, **told), vera, a_zone(valid_from=day, valid_to=until)
    )


CASES: list[Drawn] = [
    drawn("she moved 90 days ago into the area of the case", moved(DAYS_90), found("VIC-03", "Vera")),
    drawn("she moved 91 days ago", moved(DAYS_91)),
    drawn("she moved today", moved(TODAY), found("VIC-03", "Vera")),
    drawn("she moves tomorrow", moved(TOMORROW)),
    drawn("nobody knows when she moved", moved("")),
    drawn("she moved into another area", moved(MOVED, merseyside)),
    drawn("she moved into another area, where he lives", an_area().with_(
        adam.living_at(at(5_000, area="merseyside")), vera.living_at(merseyside, MOVED)), found("VIC-03", "Vera")),
    drawn("she moved into another area, where he is proposed to live", an_area().with_(
        adam.proposed_at(at(5_000, area="merseyside")), vera.living_at(merseyside, MOVED)), found("VIC-03", "Vera")),
    drawn("she moved into another area, and nobody knows in which area he lives", an_area().with_(
        adam.living_at(somewhere("his")), vera.living_at(merseyside, MOVED)), unclear("VIC-03", "Vera")),
    drawn("she stays there since", an_area().with_(adam, vera.staying_at(at(), MOVED)), found("VIC-03", "Vera")),
    drawn("she is proposed to live there since", an_area().with_(adam, vera.proposed_at(at(), MOVED))),
    drawn("she works there since", an_area().with_(adam, vera.working_at(at(), MOVED))),
    drawn("she moved there and away again", an_area().with_(adam, vera.living_at(at(), MOVED, until=TODAY))),
    drawn("she came to stay where she lived already",
          an_area().with_(adam, vera.living_at(at()).staying_at(at(), MOVED))),
    drawn("nobody knows in which area she lives now", moved(MOVED, somewhere()), unclear("VIC-03", "Vera")),
    drawn("a past victim moved", an_area().with_(
        adam, a_person("Vera").victim_of("Adam", until="2025-01-01").living_at(at(), MOVED))),
    drawn("the victim of somebody else moved", an_area().with_(
        adam, a_person("Bert"), a_person("Vera").victim_of("Bert").living_at(at(), MOVED))),
    drawn("she has died", an_area().with_(adam, vera.living_at(at(), MOVED).died_on(YESTERDAY))),
    drawn("he has died", an_area().with_(adam.died_on(YESTERDAY), vera.living_at(at(), MOVED))),
    drawn("her zone was reviewed on the day she moved",
          an_area().with_(reviewed(MOVED), vera.living_at(at(), MOVED), old_zone)),
    drawn("her zone was reviewed today", an_area().with_(reviewed(TODAY), vera.living_at(at(), MOVED), old_zone)),
    drawn("her zone was reviewed the day before she moved", an_area().with_(
        reviewed("2026-04-01"), vera.living_at(at(), MOVED), old_zone), found("VIC-03", "Vera")),
    drawn("her zone is to be reviewed tomorrow", an_area().with_(
        reviewed(TOMORROW), vera.living_at(at(), MOVED), old_zone), found("VIC-03", "Vera")),
    drawn("her zone was never reviewed", an_area().with_(
        bound, vera.living_at(at(), MOVED), old_zone), found("VIC-03", "Vera")),
    drawn("her sister's zone was reviewed since", an_area().with_(
        adam.bound_by("exclusion_zone", protected_person_ref="~Wilma", zone_ref="~Z", reviewed_on=TODAY),
        a_person("Wilma"), vera.living_at(at(), MOVED), old_zone), found("VIC-03", "Vera")),
    drawn("nobody knows the area of the new home, and her zone was reviewed since",
          an_area().with_(reviewed(TODAY), vera.living_at(somewhere(), MOVED), old_zone)),
    drawn("her zone was drawn anew 90 days ago", drawn_on(DAYS_90), found("VIC-03", "Vera")),
    drawn("her zone was drawn anew 91 days ago", drawn_on(DAYS_91)),
    drawn("her zone is to be drawn anew tomorrow", drawn_on(TOMORROW)),
    drawn("her zone was drawn on the first day of the order", drawn_on(MOVED, since=MOVED)),
    drawn("her zone was drawn the day after the first day of the order",
          drawn_on("2026-04-03", since=MOVED), found("VIC-03", "Vera")),
    drawn("her zone was drawn anew and no longer holds", drawn_on(MOVED, until=TODAY)),
    drawn("her zone was drawn anew and reviewed on that day", drawn_on(MOVED, reviewed_on=MOVED)),
    drawn("her zone was drawn anew and reviewed the day before",
          drawn_on(MOVED, reviewed_on="2026-04-01"), found("VIC-03", "Vera")),
    drawn("a zone that protects nobody known was drawn anew",
          drawn_on(MOVED, protected_person_ref=""), found("VIC-03")),
    drawn("she moved and her zone was drawn anew, which is one finding",
          drawn_on(MOVED).with_(only("residences", vera.living_at(at(), MOVED))), found("VIC-03", "Vera")),
    drawn("as known before the move is known",
          an_area().with_(adam, vera, later(only("residences", vera.living_at(at(), MOVED)))), known=BEFORE),
    drawn("as known since the move is known",
          an_area().with_(adam, vera, later(only("residences", vera.living_at(at(), MOVED)))),
          found("VIC-03", "Vera")),
    drawn("then nobody knew in which area", an_area().with_(
        adam, vera.living_at(somewhere("new"), MOVED), corrected(at(100).named("new"))), unclear("VIC-03", "Vera"),
        known=BEFORE),
]  # fmt: skip


@each(CASES)
def test_moved_victims_and_changed_zones(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "VIC-03") == in_order(case.expected)
