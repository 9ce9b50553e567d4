"""Planted scenarios of the rules about victims: contact with them, and whether anybody looks to them."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.stage import Who
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()
_PB, _VL = Role.PROBATION, Role.VICTIM_UNIT


def _victim_of(s: Story, nominal: Who) -> Who:
    victim = s.person()
    s.tie(victim, "victim_of", nominal)
    return victim


def _sentence(s: Story, who: Who, **cells: str) -> None:
    row = {"offence": "wounding", "offence_group": "violent", "disposal": "custody", "months": "24", **cells}
    s.say("sentences", _PB, sentence_ref=s.name("SN"), person_ref=s.ref(who, _PB), sentenced_on=s.day(800), **row)


def _scheme(s: Story, victim: Who, nominal: Who, **cells: str) -> None:
    ends = {"victim_ref": s.ref(victim, _VL), "offender_ref": s.ref(nominal, _VL)}
    row = {"scheme": "victim_contact_scheme", "offered_on": s.day(700), "opted_in": "yes", **cells}
    s.say("victim_contact", _VL, **ends, **row)


def _plan(s: Story, agreed: int, safety: str) -> None:
    pillars = {"supervision": "Weekly reporting.", "victim_safety": safety}
    s.say("risk_plans", _PB, plan_ref=s.name("RP"), case_ref=s.case_ref, agreed_on=s.day(agreed), **pillars)


def _another_nominal(s: Story, **cells: str) -> Who:
    who = s.person(s.birthday(37), sex="male")
    row = {"category": "2", "level": "1", "area": s.stage.area, "valid_from": s.day(900), **cells}
    s.say("mappa_cases", Role.POLICE, case_ref=s.name("C"), person_ref=s.ref(who), **row)
    return who


@PLOTS.fires("VIC-01")
def no_officer_and_no_offer(s: Story) -> None:
    """A nominal was sentenced to two years for wounding, and nobody has offered his victim anything."""
    n = s.nominal()
    _sentence(s, n)
    s.found(_victim_of(s, n))


@PLOTS.nearly("VIC-01")
def eleven_months_are_too_short(s: Story) -> None:
    """A nominal was sentenced to eleven months for wounding, and nobody has offered his victim anything."""
    n = s.nominal()
    _sentence(s, n, months="11")
    _victim_of(s, n)


@PLOTS.must_not("VIC-01")
def she_is_kept_informed(s: Story) -> None:
    """A nominal was sentenced to two years; his case has a liaison officer, and his victim was offered contact."""
    n = s.nominal()
    _sentence(s, n)
    _scheme(s, _victim_of(s, n), n)
    s.worker("victim_liaison_officer", _VL, case_ref=s.case_ref)


@PLOTS.fires("VIC-02")
def telephones_whom_he_must_not(s: Story) -> None:
    """A nominal telephones a victim whom a licence condition forbids him to contact."""
    n = s.nominal()
    victim = _victim_of(s, n)
    s.condition("no_contact", protected_person_ref=s.ref(victim, _PB))
    s.tie(n, "in_contact_with", victim, since=60, contact_kind="telephone")
    s.found(victim)


@PLOTS.fires("VIC-02")
def whom_the_condition_protects_is_not_said(s: Story) -> None:
    """A nominal is in contact with his victim, and his no-contact condition does not say whom it protects."""
    n = s.nominal()
    victim = _victim_of(s, n)
    s.condition("no_contact")
    s.tie(n, "in_contact_with", victim, since=60, contact_kind="online")
    s.could_not_check(victim)


@PLOTS.nearly("VIC-02")
def the_contact_has_ended(s: Story) -> None:
    """A nominal's contact with a victim protected by his licence ended fifty days ago."""
    n = s.nominal()
    victim = _victim_of(s, n)
    s.condition("no_contact", protected_person_ref=s.ref(victim, _PB))
    s.tie(n, "in_contact_with", victim, since=120, contact_kind="telephone", valid_to=s.day(50))


@PLOTS.must_not("VIC-02")
def the_condition_protects_somebody_else(s: Story) -> None:
    """A nominal must not contact one victim, and is in contact with another."""
    n = s.nominal()
    protected, other = _victim_of(s, n), _victim_of(s, n)
    s.condition("no_contact", protected_person_ref=s.ref(protected, _PB))
    s.tie(n, "in_contact_with", other, since=60, contact_kind="online")


@PLOTS.fires("VIC-03")
def she_moved_into_the_area(s: Story) -> None:
    """A nominal's victim moved into the area of his case sixty days ago, and no zone of hers was reviewed."""
    n = s.nominal()
    victim = _victim_of(s, n)
    s.home(victim, s.address(3_000), since=60)
    s.found(victim)


@PLOTS.fires("VIC-03")
def her_zone_was_drawn_anew(s: Story) -> None:
    """The zone that keeps a nominal from his victim was drawn anew sixty days ago, and the condition not reviewed."""
    n = s.nominal()
    victim = _victim_of(s, n)
    zone = s.zone(3_000, 400, valid_from=s.day(60))
    s.condition("exclusion_zone", zone_ref=zone, protected_person_ref=s.ref(victim, _PB))
    s.found(victim)


@PLOTS.nearly("VIC-03")
def she_moved_91_days_ago(s: Story) -> None:
    """A nominal's victim moved into the area of his case ninety-one days ago."""
    n = s.nominal()
    s.home(_victim_of(s, n), s.address(3_000), since=91)


@PLOTS.must_not("VIC-03")
def her_zone_was_reviewed_since(s: Story) -> None:
    """A nominal's victim moved into the area sixty days ago, and her zone was reviewed ten days later."""
    n = s.nominal()
    victim = _victim_of(s, n)
    s.home(victim, s.address(3_000), since=60)
    zone = s.zone(3_000, 400)
    s.condition("exclusion_zone", zone_ref=zone, protected_person_ref=s.ref(victim, _PB), reviewed_on=s.day(50))


@PLOTS.fires("VIC-04")
def the_plan_says_nothing_of_her(s: Story) -> None:
    """The newest risk management plan of a nominal with a victim says nothing of victims' safety."""
    n = s.nominal()
    victim = _victim_of(s, n)
    _plan(s, 200, "Alarm fitted.")
    _plan(s, 80, "")
    s.found(victim)


@PLOTS.fires("VIC-04")
def there_is_no_plan(s: Story) -> None:
    """No risk management plan of a nominal with a victim is known."""
    s.could_not_check(_victim_of(s, s.nominal()))


@PLOTS.nearly("VIC-04")
def the_newest_plan_speaks_of_safety(s: Story) -> None:
    """An older plan of a nominal with a victim said nothing of victims' safety, and the newest does."""
    _victim_of(s, s.nominal())
    _plan(s, 200, "")
    _plan(s, 80, "Alarm fitted.")


@PLOTS.must_not("VIC-04")
def nobody_is_his_victim_any_more(s: Story) -> None:
    """The plan of a nominal who has only a past victim says nothing of victims' safety."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n, valid_to=s.day(200))
    _plan(s, 80, "")


@PLOTS.fires("VIC-05")
def nobody_told_her_of_the_release(s: Story) -> None:
    """A nominal was released forty days ago, and his victim, who opted in, was last contacted a hundred days ago."""
    n = s.nominal()
    victim = _victim_of(s, n)
    _scheme(s, victim, n, last_contact_on=s.day(100))
    s.say("events", Role.PRISON, event_ref=s.name("EV"), person_ref=s.ref(n, Role.PRISON), kind="release", on=s.day(40))
    s.found(victim)


@PLOTS.nearly("VIC-05")
def she_was_told_on_the_day(s: Story) -> None:
    """A nominal was released forty days ago, and his victim was contacted on that day."""
    n = s.nominal()
    _scheme(s, _victim_of(s, n), n, last_contact_on=s.day(40))
    s.say("events", Role.PRISON, event_ref=s.name("EV"), person_ref=s.ref(n, Role.PRISON), kind="release", on=s.day(40))


@PLOTS.must_not("VIC-05")
def she_did_not_want_to_know(s: Story) -> None:
    """A nominal was released forty days ago, and his victim had declined to be kept informed."""
    n = s.nominal()
    _scheme(s, _victim_of(s, n), n, opted_in="no")
    s.say("events", Role.PRISON, event_ref=s.name("EV"), person_ref=s.ref(n, Role.PRISON), kind="release", on=s.day(40))


@PLOTS.fires("VIC-06")
def two_nominals_harmed_her(s: Story) -> None:
    """A nominal's victim is the victim of another nominal too."""
    n = s.nominal()
    victim = _victim_of(s, n)
    s.tie(victim, "victim_of", _another_nominal(s), since=500)
    s.found(victim)


@PLOTS.nearly("VIC-06")
def the_other_is_a_nominal_no_more(s: Story) -> None:
    """A nominal's victim is the victim of somebody whose case ended a hundred days ago."""
    n = s.nominal()
    s.tie(_victim_of(s, n), "victim_of", _another_nominal(s, valid_to=s.day(100)), since=500)


@PLOTS.must_not("VIC-06")
def only_her_namesake_was_harmed(s: Story) -> None:
    """A woman with the name of a nominal's victim is the victim of another nominal."""
    n = s.nominal()
    victim = _victim_of(s, n)
    namesake = s.person(s.birthday(34, days_old=90), like=victim)
    s.tie(namesake, "victim_of", _another_nominal(s), since=500)
