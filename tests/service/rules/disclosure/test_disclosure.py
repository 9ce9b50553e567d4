"""DIS-01 and DIS-02: reviews without a decision on disclosure, and what became of decisions."""

from tests.service.rules.builders import Area, Piece, Told, a_nominal, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.things import a_meeting, a_row

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
MET, NEXT, BEFORE_IT = "2026-04-10", "2026-04-11", "2026-04-09"
AGENCY, CHILDREN, DOMESTIC = (
    "agency_disclosure", "child_sex_offender_disclosure_scheme", "domestic_violence_disclosure_scheme",
)  # fmt: skip

adam = a_nominal("Adam")


def decided(on: str = MET, decision: str = "none", name: str = "D", **cells: str) -> Piece:
    """Say what was decided on disclosure."""
    told = {"disclosure_ref": f"~{name}", "case_ref": "~C", "decided_on": on, "decision": decision}
    return a_row("disclosures", **told | cells)


def case(*told: Told) -> Area:
    """Adam, and more."""
    return an_area().with_(adam, *told)


met = a_meeting(MET)
UNDECIDED, UNDONE = found("DIS-01", f"meeting-{MET}"), found("DIS-01", "D")

DECISIONS: list[Drawn] = [
    drawn("decision: a meeting and none", case(met), UNDECIDED),
    drawn("decision: a meeting, and none is to be disclosed", case(met, decided())),
    drawn("decision: the day after the meeting", case(met, decided(NEXT))),
    drawn("decision: the day before the meeting", case(met, decided(BEFORE_IT)), UNDECIDED),
    drawn("decision: the day before the meeting, and named as of the meeting",
          case(met, decided(BEFORE_IT, meeting_ref=f"~meeting-{MET}"))),
    drawn("decision: to be made tomorrow", case(met, decided(TOMORROW, meeting_ref=f"~meeting-{MET}")), UNDECIDED),
    drawn("decision: in another case", an_area().with_(
        adam.managed_in("cheshire").managed_in("cheshire", case="C2"), met, decided(case_ref="~C2")), UNDECIDED),
    drawn("decision: only at the last meeting but one", case(
        a_meeting("2025-10-10"), met, decided("2025-10-10")), UNDECIDED),
    drawn("decision: only at the last meeting", case(a_meeting("2025-10-10"), met, decided())),
    drawn("decision: a planned meeting decides nothing yet", case(a_meeting(TOMORROW))),
    drawn("decision: a meeting of today", case(a_meeting(TODAY)), found("DIS-01", f"meeting-{TODAY}")),
    drawn("decision: no meeting ever", case()),
    drawn("decision: he has died", an_area().with_(adam.died_on(YESTERDAY), met)),
    drawn("decision: the case has ended", an_area().with_(adam.managed_in("cheshire", valid_to=TODAY), met)),
    drawn("decision: as known before it is known", case(met, later(decided())), UNDECIDED, known=BEFORE),
    drawn("decision: as known since it is known", case(met, later(decided()))),
    *(drawn(f"decision: {decision} not made by yesterday",
            case(met, decided(decision=decision, due_on=YESTERDAY)), UNDONE)
      for decision in ("self_disclosure", AGENCY, CHILDREN, DOMESTIC)),
    drawn("decision: none is never overdue", case(met, decided(due_on=YESTERDAY))),
    drawn("decision: to be carried out by today", case(met, decided(decision=AGENCY, due_on=TODAY))),
    drawn("decision: carried out late", case(met, decided(decision=AGENCY, due_on=YESTERDAY, made_on=TODAY))),
    drawn("decision: to be carried out tomorrow, too late",
          case(met, decided(decision=AGENCY, due_on=YESTERDAY, made_on=TOMORROW)), UNDONE),
    drawn("decision: by when is not known", case(met, decided(decision=AGENCY)), unclear("DIS-01", "D")),
    drawn("decision: by when is not known, and carried out", case(met, decided(decision=AGENCY, made_on=TODAY))),
    drawn("decision: one carried out and one not", case(
        met, decided(decision=AGENCY, due_on=YESTERDAY, made_on=NEXT),
        decided(decision=CHILDREN, name="E", due_on=YESTERDAY)), found("DIS-01", "E")),
]  # fmt: skip


def disclosed(undertaking: str = "yes", told: str = "yes", decision: str = AGENCY, made: str = TODAY) -> Piece:
    """Say that a disclosure was made."""
    return decided(decision=decision, made_on=made, undertaking_signed=undertaking, offender_told=told)


UNWRITTEN = found("DIS-02", "D")

RECORDS: list[Drawn] = [
    drawn("record: everything is there", case(disclosed())),
    drawn("record: no undertaking", case(disclosed("no")), UNWRITTEN),
    drawn("record: nobody knows of an undertaking", case(disclosed("")), UNWRITTEN),
    drawn("record: the offender was not told", case(disclosed(told="no"))),
    drawn("record: nobody knows whether the offender was told", case(disclosed(told="")), UNWRITTEN),
    drawn("record: neither", case(disclosed("", "")), UNWRITTEN),
    *(drawn(f"record: {decision} without undertaking", case(disclosed("no", decision=decision)), UNWRITTEN)
      for decision in (CHILDREN, DOMESTIC)),
    drawn("record: he disclosed it himself", case(disclosed("", "", "self_disclosure"))),
    drawn("record: none was decided on", case(disclosed("", "", "none"))),
    drawn("record: not made yet", case(disclosed("", "", made=TOMORROW))),
    drawn("record: not made", case(disclosed("", "", made=""))),
    drawn("record: he has died", an_area().with_(adam.died_on(YESTERDAY), disclosed("no"))),
    drawn("record: as known before the undertaking is known",
          case(disclosed("", made="2026-04-20"), later(disclosed(made="2026-04-20"))), UNWRITTEN, known=BEFORE),
    drawn("record: as known since the undertaking is known",
          case(disclosed("", made="2026-04-20"), later(disclosed(made="2026-04-20")))),
]  # fmt: skip

CASES = [*DECISIONS, *RECORDS]


@each(CASES)
def test_disclosure(landed: Landed, number: int, case: Drawn) -> None:
    rule = "DIS-01" if case.sentence.startswith("decision") else "DIS-02"
    assert landed.shorts(number, case, rule) == in_order(case.expected)
