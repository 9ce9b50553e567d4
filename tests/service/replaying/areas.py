"""Drawn cases in which something about the day of a meeting came to be known only after it.

The first feed is received on 1 April 2026, the second on 11 May: the meetings are of 10 May.
"""

from tests.service.rules.builders import a_nominal, a_person, an_area, corrected, later, only, taken_back
from tests.service.rules.places import at
from tests.service.rules.things import a_marac, a_meeting

HELD = "2026-05-10"
ADAM, VERA = a_nominal("Adam").living_at(at()), a_person("Vera").victim_of("Adam")
HOME = at(800).named("her home")
MET = a_meeting(HELD, name="M1")

AREAS = {
    "her move is told late": an_area().with_(
        ADAM, MET, VERA.living_at(at(3000)),
        later(only("residences", a_person("Vera").living_at(HOME, since="2026-05-01")), HOME_SENT := corrected(HOME)),
    ),
    "her home turns out to be nearer": an_area().with_(
        ADAM, MET, VERA.living_at(HOME), later(corrected(at(300).named("her home")))
    ),
    "her home is taken back": an_area().with_(
        ADAM, MET, VERA.living_at(HOME), taken_back("residences", "~Vera|~her home|home")
    ),
    "she was no victim of his": an_area().with_(
        ADAM, MET, VERA.living_at(HOME), taken_back("relationships", "~Vera|~Adam|victim_of")
    ),
    "all was known": an_area().with_(ADAM, MET, VERA.living_at(HOME)),
    "she moves only after it": an_area().with_(
        ADAM, MET, VERA.living_at(at(3000)),
        later(only("residences", a_person("Vera").living_at(HOME, since="2026-05-20")), HOME_SENT),
    ),
    "the meeting itself is told late": an_area().with_(ADAM, VERA.living_at(HOME), later(MET)),
    "another meeting is planned": an_area().with_(
        ADAM, MET, a_meeting("2999-01-01", name="M2"), later(a_marac(victim="Vera", perpetrator="Adam")), VERA
    ),
}  # fmt: skip


def case_of(sentence: str) -> str:
    """Return the case of a sentence, as it is called once landed."""
    return f"{list(AREAS).index(sentence)}-C"


def meeting_of(sentence: str, name: str = "M1") -> str:
    """Return the meeting of a sentence, as it is called once landed."""
    return f"{list(AREAS).index(sentence)}-meeting-{name}"
