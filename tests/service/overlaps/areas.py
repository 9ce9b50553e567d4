"""Drawn cases in which MARAC and MAPPA hear of the same person."""

from tests.service.rules.builders import Piece, Row, a_nominal, a_person, an_area, later
from tests.service.rules.things import a_marac, a_meeting, a_share

ADAM, VERA = a_nominal("Adam"), a_person("Vera")
HEARD = a_marac(victim="Vera", perpetrator="Adam")


def a_full_share(on: str, name: str, marac: str = "M", **cells: str) -> Piece:
    """Say a sharing with all that can be told of it; `marac=""` names no MARAC case."""
    row = {"share_ref": f"~{name}", "case_ref": "~C", "shared_on": on} | ({"marac_ref": f"~{marac}"} if marac else {})
    return Piece((Row("information_shares", row | cells),))


AREAS = {
    "nothing shared": an_area().with_(ADAM, VERA, HEARD),
    "shared": an_area().with_(
        ADAM, VERA, HEARD,
        a_full_share("2026-03-20", "s1", lead_forum="mappa", what="The plan", from_agency_ref="cheshire-police"),
        a_full_share("2026-04-20", "s2", lead_forum="marac", to_agency_ref="cs-east"),
    ),
    "shared without a forum": an_area().with_(ADAM, VERA, HEARD, a_share("2026-03-20")),
    "shared only after": an_area().with_(ADAM, VERA, HEARD, a_share("2026-06-20")),
    "shared about another": an_area().with_(
        ADAM, VERA, HEARD, a_marac("N", "2025-01-01", victim="Vera", perpetrator="Adam", closed_on="2025-06-01"),
        a_share("2026-03-20", marac="N"),
    ),
    "shared naming none": an_area().with_(ADAM, VERA, HEARD, a_full_share("2026-03-20", "s1", marac="")),
    "he is the victim": an_area().with_(ADAM, VERA, a_marac(victim="Adam", perpetrator="Vera")),
    "a dangerous person": an_area().with_(
        a_nominal("Adam").managed_in("cheshire", kind="potentially_dangerous_person"), VERA, HEARD
    ),
    "closed": an_area().with_(ADAM, VERA, a_marac(victim="Vera", perpetrator="Adam", closed_on="2026-05-27")),
    "not yet known": an_area().with_(ADAM, VERA, later(HEARD)),
    "a meeting is planned": an_area().with_(
        a_nominal("Adam").managed_in("cheshire", next_review_on="2026-07-01"), VERA,
        a_marac(victim="Vera", perpetrator="Adam", heard_on="2026-06-20"),
        a_meeting("2026-05-01"), a_meeting("2026-06-10"),
    ),
    "the review comes first": an_area().with_(
        a_nominal("Adam").managed_in("cheshire", next_review_on="2026-06-01"), VERA,
        a_marac(victim="Vera", perpetrator="Adam", heard_on="2026-06-20"), a_meeting("2026-06-10"),
    ),
    "the hearing comes first": an_area().with_(
        a_nominal("Adam").managed_in("cheshire", next_review_on="2026-07-01"), VERA,
        a_marac(victim="Vera", perpetrator="Adam", heard_on="2026-05-27"),
    ),
    "two at once": an_area().with_(ADAM, VERA, HEARD, a_marac("N", "2026-05-01", area="kent", victim="Vera",
                                                             perpetrator="Adam")),
}  # fmt: skip


def case_of(sentence: str) -> str:
    """Return the case of a sentence, as it is called once landed."""
    return f"{list(AREAS).index(sentence)}-C"
