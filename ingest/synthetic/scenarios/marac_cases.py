"""Planted scenarios of the rules about MARAC cases."""

from datetime import date

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()


def _share(s: Story, marac: str, before: int) -> None:
    s.say(
        "information_shares",
        Role.MARAC,
        share_ref=s.name("X"),
        case_ref=s.case_ref,
        marac_ref=marac,
        shared_on=s.day(before),
        lead_forum="mappa",
    )


def _apart(s: Story, before: int, months: int) -> tuple[str, str]:
    """Return a day about `before` days back that every month has, and the same date so many calendar months earlier."""
    later = date.fromisoformat(s.day(before))
    later = later.replace(day=min(later.day, 28))
    year, month = divmod(later.year * 12 + later.month - 1 - months, 12)
    return later.isoformat(), later.replace(year=year, month=month + 1).isoformat()


@PLOTS.fires("MAR-01")
def unshared_case_in_another_area(s: Story) -> None:
    """A nominal is a perpetrator in an open MARAC case of the neighbouring area, of which nobody told anybody."""
    n, victim = s.nominal(), s.person()
    s.found(s.marac({"victim": victim, "perpetrator": n}, area=s.stage.elsewhere))


@PLOTS.fires("MAR-01")
def another_case_was_shared(s: Story) -> None:
    """What was shared was an earlier MARAC case of the nominal, not the open one."""
    n, victim = s.nominal(), s.person()
    earlier = s.marac({"victim": victim, "perpetrator": n}, referred=900, closed_on=s.day(700))
    _share(s, earlier, 880)
    s.found(s.marac({"victim": s.person(), "perpetrator": n}))


@PLOTS.nearly("MAR-01", fed_by=Role.MARAC)
def shared_on_the_very_day(s: Story) -> None:
    """The open MARAC case of a nominal was shared on the very day."""
    n, victim = s.nominal(), s.person()
    _share(s, s.marac({"victim": victim, "perpetrator": n}), 0)


@PLOTS.must_not("MAR-01")
def marac_case_is_closed(s: Story) -> None:
    """The MARAC case of a nominal is closed."""
    n, victim = s.nominal(), s.person()
    s.marac({"victim": victim, "perpetrator": n}, referred=400, closed_on=s.day(100))


@PLOTS.must_not("MAR-01")
def perpetrator_is_a_namesake(s: Story) -> None:
    """The perpetrator of an open MARAC case bears a nominal's name and was born on another day."""
    n = s.nominal()
    namesake = s.person(s.birthday(23), sex="male", like=n)
    s.ref(n, Role.MARAC)
    s.marac({"victim": s.person(), "perpetrator": namesake})


@PLOTS.fires("MAR-02")
def repeat_while_at_level_1(s: Story) -> None:
    """A nominal at level 1 harms the same victim again eleven months after the first referral."""
    n, victim = s.nominal(), s.person()
    incident, first = _apart(s, 60, 11)
    s.marac({"victim": victim, "perpetrator": n}, referred_on=first, closed_on=s.day(200))
    s.found(s.marac({"victim": victim, "perpetrator": n}, referred=50, incident_on=incident))


@PLOTS.nearly("MAR-02")
def repeat_after_a_year(s: Story) -> None:
    """A nominal harms the same victim again when a year has gone by to the day."""
    n, victim = s.nominal(), s.person()
    incident, first = _apart(s, 135, 12)
    s.marac({"victim": victim, "perpetrator": n}, referred_on=first, closed_on=s.day(400))
    s.marac({"victim": victim, "perpetrator": n}, referred=100, incident_on=incident)


@PLOTS.must_not("MAR-02")
def repeat_was_met_about(s: Story) -> None:
    """A repeat at level 2 was followed by a meeting of the nominal's case."""
    n, victim = s.nominal(level="2"), s.person()
    s.marac({"victim": victim, "perpetrator": n}, referred=300, closed_on=s.day(200))
    s.marac({"victim": victim, "perpetrator": n}, referred=100, incident_on=s.day(110))
    s.meeting(60)


@PLOTS.must_not("MAR-02")
def other_victim_each_time(s: Story) -> None:
    """Two MARAC cases of a nominal within a year have different victims."""
    n = s.nominal()
    s.marac({"victim": s.person(), "perpetrator": n}, referred=300, closed_on=s.day(200))
    s.marac({"victim": s.person(), "perpetrator": n}, referred=100)


def _perpetrator(s: Story, died: str = "") -> None:
    s.subject = s.person(s.birthday(37), sex="male", died=died)


@PLOTS.fires("MAR-03")
def serial_perpetrator(s: Story) -> None:
    """A man who is no nominal harmed two women, in MARAC cases years apart."""
    _perpetrator(s)
    first, second = s.person(), s.person()
    s.marac({"victim": first, "perpetrator": s.known_subject}, referred=1_200, closed_on=s.day(900))
    s.marac({"victim": second, "perpetrator": s.known_subject}, referred=100)
    s.found()


@PLOTS.nearly("MAR-03")
def one_victim_twice(s: Story) -> None:
    """A man who is no nominal harmed one woman, in two MARAC cases."""
    _perpetrator(s)
    victim = s.person()
    s.marac({"victim": victim, "perpetrator": s.known_subject}, referred=1_200, closed_on=s.day(900))
    s.marac({"victim": victim, "perpetrator": s.known_subject}, referred=100)


@PLOTS.must_not("MAR-03")
def is_a_nominal_already(s: Story) -> None:
    """A man with two victims in MARAC cases is a nominal already."""
    n = s.nominal()
    s.marac({"victim": s.person(), "perpetrator": n}, referred=1_200, closed_on=s.day(900))
    s.marac({"victim": s.person(), "perpetrator": n}, referred=100)


@PLOTS.must_not("MAR-03")
def serial_perpetrator_has_died(s: Story) -> None:
    """A perpetrator with two victims has died."""
    _perpetrator(s, died=s.day(100))
    s.marac({"victim": s.person(), "perpetrator": s.known_subject}, referred=1_200, closed_on=s.day(900))
    s.marac({"victim": s.person(), "perpetrator": s.known_subject}, referred=300)


def _release(s: Story, days_ahead: int) -> None:
    s.say(
        "sentences",
        Role.PROBATION,
        sentence_ref=s.name("R"),
        person_ref=s.ref(s.known_subject, Role.PROBATION),
        offence="wounding",
        offence_group="violent",
        disposal="custody",
        months="30",
        sentenced_on=s.day(600),
        release_on=s.day(-days_ahead),
    )


@PLOTS.fires("MAR-04")
def release_and_no_adviser(s: Story) -> None:
    """A nominal is to be released in twenty days, and nobody advises the victim of his open MARAC case."""
    n = s.nominal()
    _release(s, 20)
    s.found(s.marac({"victim": s.person(), "perpetrator": n}))


@PLOTS.nearly("MAR-04")
def release_in_29_days(s: Story) -> None:
    """A nominal is to be released in twenty-nine days, and nobody advises the victim yet."""
    n = s.nominal()
    _release(s, 29)
    s.marac({"victim": s.person(), "perpetrator": n})


@PLOTS.must_not("MAR-04")
def adviser_is_assigned_to_the_case(s: Story) -> None:
    """A nominal is to be released in twenty days, and an adviser is assigned to the MARAC case."""
    n = s.nominal()
    _release(s, 20)
    marac = s.marac({"victim": s.person(), "perpetrator": n}, referred=400)
    s.worker("idva", Role.MARAC, marac_ref=marac)


@PLOTS.fires("MAR-05")
def nominal_is_a_victim(s: Story) -> None:
    """A nominal is the victim in an open MARAC case."""
    n = s.nominal()
    s.found(s.marac({"victim": n, "perpetrator": s.person(sex="male")}))


@PLOTS.nearly("MAR-05", fed_by=Role.MARAC)
def closed_on_the_very_day(s: Story) -> None:
    """The MARAC case in which a nominal was the victim is closed on the very day."""
    n = s.nominal()
    s.marac({"victim": n, "perpetrator": s.person(sex="male")}, closed_on=s.day(0))


@PLOTS.must_not("MAR-05")
def his_brother_is_the_victim(s: Story) -> None:
    """It is a nominal's brother who is the victim in an open MARAC case."""
    n, brother = s.nominal(), s.person(sex="male")
    s.tie(brother, "sibling_of", n)
    s.marac({"victim": brother, "perpetrator": s.person(sex="male")})


@PLOTS.fires("MAR-06")
def victim_suffers_from_another(s: Story) -> None:
    """A nominal's victim is the victim of somebody else in an open MARAC case."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.marac({"victim": victim, "perpetrator": s.person(sex="male")})
    s.found(victim)


@PLOTS.nearly("MAR-06")
def he_is_one_of_two_perpetrators(s: Story) -> None:
    """A nominal and another man are the perpetrators in the open MARAC case of his victim."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    marac = s.marac({"victim": victim, "perpetrator": n})
    s.join(marac, "perpetrator", s.person(sex="male"))


@PLOTS.must_not("MAR-06")
def was_his_victim_once(s: Story) -> None:
    """The victim of an open MARAC case is no longer recorded as the nominal's victim."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n, valid_to=s.day(200))
    s.marac({"victim": victim, "perpetrator": s.person(sex="male")})


@PLOTS.fires("MAR-07")
def child_of_a_marac_case_lives_with_him(s: Story) -> None:
    """A child of an open MARAC case lives with a nominal who is no perpetrator there."""
    n, child, home = s.nominal(), s.child(), s.address()
    s.home(n, home)
    s.home(child, home)
    s.found(s.marac({"victim": s.person(), "perpetrator": s.person(sex="male"), "child": child}))


@PLOTS.fires("MAR-07")
def his_own_child_lives_elsewhere(s: Story) -> None:
    """A nominal's own child, who lives far from him, is in an open MARAC case."""
    n, child = s.nominal(), s.child()
    s.tie(n, "parent_of", child)
    s.home(n, s.address())
    s.home(child, s.address(3_000))
    s.found(s.marac({"victim": s.person(), "perpetrator": s.person(sex="male"), "child": child}))


@PLOTS.nearly("MAR-07")
def child_is_of_age(s: Story) -> None:
    """The nominal's child in an open MARAC case turns eighteen on the very day."""
    n, child = s.nominal(), s.person(s.birthday(18, 0))
    s.tie(n, "parent_of", child)
    s.marac({"victim": s.person(), "perpetrator": s.person(sex="male"), "child": child})


@PLOTS.must_not("MAR-07")
def he_is_the_perpetrator(s: Story) -> None:
    """A nominal's child is in the open MARAC case in which he is the perpetrator himself."""
    n, child = s.nominal(), s.child()
    s.tie(n, "parent_of", child)
    s.marac({"victim": s.person(), "perpetrator": n, "child": child})
