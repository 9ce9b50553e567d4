"""Planted scenarios of the rules about orders, notifications, conditions and disclosure."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.stage import Who
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()
_PB = Role.PROBATION


def _notify(s: Story, who: Who, due: int, **cells: str) -> str:
    row = {"kind": "annual", "due_on": s.day(due), **cells}
    s.say("notifications", Role.POLICE, person_ref=s.ref(who), **row)
    return f"{s.stage.agency_ref(Role.POLICE)}:{s.ref(who)}|annual|{s.day(due)}"


def _order(s: Story, who: Who, ends: int, **cells: str) -> str:
    order = s.name("O")
    row = {"kind": "sexual_harm_prevention_order", "valid_from": s.day(700), "valid_to": s.day(-ends), **cells}
    s.say("orders", Role.POLICE, order_ref=order, person_ref=s.ref(who), **row)
    return order


def _disclose(s: Story, decided: int, decision: str, **cells: str) -> str:
    disclosure = s.name("D")
    row = {"case_ref": s.case_ref, "decided_on": s.day(decided), "decision": decision, **cells}
    s.say("disclosures", _PB, disclosure_ref=disclosure, **row)
    return f"{s.stage.agency_ref(_PB)}:{disclosure}"


@PLOTS.fires("ORD-01")
def a_yearly_notification_was_missed(s: Story) -> None:
    """A nominal's yearly notification was due twenty days ago and was not made."""
    s.found(_notify(s, s.nominal(), 20))


@PLOTS.nearly("ORD-01")
def the_notification_is_due_today(s: Story) -> None:
    """A nominal's yearly notification is due today and has not been made yet."""
    _notify(s, s.nominal(), 0)


@PLOTS.must_not("ORD-01")
def last_years_was_missed_and_this_years_made(s: Story) -> None:
    """A nominal missed last year's notification and made this year's."""
    n = s.nominal()
    _notify(s, n, 400)
    _notify(s, n, 35, made_on=s.day(36))


@PLOTS.fires("ORD-02")
def the_order_ends_in_two_months(s: Story) -> None:
    """A sexual harm prevention order on a nominal with a medium risk ends in sixty days, and nobody decided on it."""
    n = s.nominal()
    s.risk(120, "medium")
    s.found(_order(s, n, 60))


@PLOTS.nearly("ORD-02")
def the_order_ends_in_91_days(s: Story) -> None:
    """A sexual harm prevention order on a nominal with a medium risk ends in ninety-one days."""
    n = s.nominal()
    s.risk(120, "medium")
    _order(s, n, 91)


@PLOTS.must_not("ORD-02")
def renewal_was_decided_on(s: Story) -> None:
    """A sexual harm prevention order ends in sixty days, and its renewal was decided on last month."""
    n = s.nominal()
    s.risk(120, "medium")
    _order(s, n, 60, renewal_decision_on=s.day(35))


@PLOTS.fires("ORD-03")
def the_condition_names_nobody(s: Story) -> None:
    """A licence condition forbids a nominal contact and does not say with whom."""
    s.nominal()
    s.found(s.condition("no_contact"))


@PLOTS.fires("ORD-03")
def no_condition_protects_his_victim(s: Story) -> None:
    """A nominal on licence has a victim whom no condition protects."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.condition("curfew")
    s.found(victim)


@PLOTS.nearly("ORD-03")
def the_condition_names_his_victim(s: Story) -> None:
    """A licence condition forbids a nominal contact with his only victim."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.condition("no_contact", protected_person_ref=s.ref(victim, _PB))


@PLOTS.must_not("ORD-03")
def the_order_has_ended(s: Story) -> None:
    """The licence under which a condition named nobody ended a hundred days ago."""
    s.nominal()
    s.condition("no_contact", order_ends=s.day(100))


@PLOTS.fires("DIS-01")
def the_review_decided_nothing(s: Story) -> None:
    """The last review of a case decided nothing on disclosure."""
    s.nominal(level="2")
    s.found(s.meeting(80))


@PLOTS.fires("DIS-01")
def nobody_disclosed_by_the_day(s: Story) -> None:
    """A disclosure decided on at the last review was to be made forty days ago and was not."""
    s.nominal(level="2")
    s.meeting(80)
    s.found(_disclose(s, 80, "agency_disclosure", due_on=s.day(40)))


@PLOTS.nearly("DIS-01")
def the_review_decided_to_disclose_nothing(s: Story) -> None:
    """The last review of a case decided that nothing is disclosed."""
    s.nominal(level="2")
    s.meeting(200)
    s.meeting(80)
    _disclose(s, 80, "none")


@PLOTS.must_not("DIS-01")
def the_review_is_only_planned(s: Story) -> None:
    """The first meeting about a case is planned for next month."""
    s.nominal(level="2")
    s.meeting(-30)


@PLOTS.fires("DIS-02")
def the_recipient_signed_nothing(s: Story) -> None:
    """A disclosure to an employer was made fifty days ago, and nothing says that the employer signed an undertaking."""
    s.nominal(level="2")
    s.found(_disclose(s, 80, "agency_disclosure", due_on=s.day(50), made_on=s.day(50), offender_told="yes"))


@PLOTS.nearly("DIS-02")
def the_offender_was_not_told(s: Story) -> None:
    """A disclosure was made under a signed undertaking, and it is recorded that the offender was not told."""
    s.nominal(level="2")
    made = {"due_on": s.day(50), "made_on": s.day(50)}
    _disclose(s, 80, "agency_disclosure", undertaking_signed="yes", offender_told="no", **made)


@PLOTS.must_not("DIS-02")
def he_disclosed_it_himself(s: Story) -> None:
    """A nominal told his partner himself, as was decided."""
    s.nominal(level="2")
    _disclose(s, 80, "self_disclosure", due_on=s.day(50), made_on=s.day(50))
