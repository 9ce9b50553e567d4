"""Planted scenarios of the rules about children in a nominal's life."""

from graph_schema.areas import LOCAL_AUTHORITIES
from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.stage import Who
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()
_CS = Role.CHILDRENS_SERVICES


def _child_of(s: Story, nominal: Who) -> Who:
    child = s.child()
    s.tie(nominal, "parent_of", child)
    return child


def _authority_elsewhere(s: Story) -> str:
    return next(code for code, district in LOCAL_AUTHORITIES.items() if district.area == s.stage.elsewhere)


def _social_worker(s: Story, child: Who) -> None:
    s.worker("social_worker", _CS, person_ref=s.ref(child, _CS))


@PLOTS.fires("CHI-01")
def nobody_works_with_his_child(s: Story) -> None:
    """Nobody is assigned to a nominal's child, and his case had no meeting to invite anybody to."""
    n = s.nominal()
    s.found(_child_of(s, n))


@PLOTS.fires("CHI-01")
def only_others_were_invited(s: Story) -> None:
    """Children's services were invited to a meeting once, but not to the newest."""
    n = s.nominal(level="2")
    child = _child_of(s, n)
    s.meeting(200, s.stage.agency_ref(_CS))
    s.meeting(80, s.stage.agency_ref(Role.HOUSING))
    s.found(child)


@PLOTS.nearly("CHI-01")
def services_are_invited_to_a_planned_meeting(s: Story) -> None:
    """Nobody is assigned to a nominal's child, but children's services are invited to the next meeting."""
    n = s.nominal(level="2")
    _child_of(s, n)
    s.meeting(-14, s.stage.agency_ref(_CS))


@PLOTS.must_not("CHI-01")
def a_social_worker_is_assigned(s: Story) -> None:
    """A social worker is assigned to a nominal's child."""
    n = s.nominal()
    _social_worker(s, _child_of(s, n))


@PLOTS.must_not("CHI-01")
def there_is_no_contact(s: Story) -> None:
    """All that links a child to a nominal is contact of which it is known that there is none."""
    n, child = s.nominal(), s.child()
    s.tie(child, "in_contact_with", n, contact_kind="none")


@PLOTS.must_not("CHI-01")
def the_child_is_grown_up(s: Story) -> None:
    """A nominal's child is twenty."""
    n, child = s.nominal(), s.child(20)
    s.tie(n, "parent_of", child)


@PLOTS.fires("CHI-02")
def nobody_knows_where_the_child_lives(s: Story) -> None:
    """Of a nominal's child, known with a social worker, nobody knows where it lives."""
    n = s.nominal()
    child = _child_of(s, n)
    _social_worker(s, child)
    s.found(child)


@PLOTS.fires("CHI-02")
def no_key_worker_of_its_own(s: Story) -> None:
    """A nominal's child has name, birthday and home, and no key worker of its own."""
    n = s.nominal()
    child = _child_of(s, n)
    s.home(child, s.address(3_000))
    s.found(child)


@PLOTS.nearly("CHI-02")
def home_is_only_proposed(s: Story) -> None:
    """Of a nominal's child everything is known; the only home is a proposed one."""
    n = s.nominal()
    child = _child_of(s, n)
    s.home(child, s.address(3_000), kind="proposed", since=60)
    _social_worker(s, child)


@PLOTS.must_not("CHI-02")
def two_records_make_one_whole(s: Story) -> None:
    """The police do not know a child's name; children's services do, and the records are one person's."""
    n, child = s.nominal(), s.child()
    name = {key: child.cells.pop(key) for key in ("given_names", "family_name")}
    s.tie(n, "parent_of", child)
    child.cells.update(name)
    s.home(child, s.address(3_000), by=_CS)
    _social_worker(s, child)


@PLOTS.fires("CHI-03")
def the_authority_of_the_plan_was_not_invited(s: Story) -> None:
    """A nominal's child has a plan in the neighbouring area, whose children's services were not invited."""
    n = s.nominal(level="2")
    child = _child_of(s, n)
    s.say(
        "child_plans",
        _CS,
        person_ref=s.ref(child, _CS),
        kind="child_in_need",
        local_authority=_authority_elsewhere(s),
        valid_from=s.day(300),
    )
    s.meeting(80, s.stage.agency_ref(_CS))
    s.found(child)


@PLOTS.nearly("CHI-03")
def the_authority_of_the_plan_was_invited(s: Story) -> None:
    """A nominal's child has a plan in the neighbouring area, whose children's services were invited."""
    n, code = s.nominal(level="2"), _authority_elsewhere(s)
    child = _child_of(s, n)
    s.say(
        "child_plans",
        _CS,
        person_ref=s.ref(child, _CS),
        kind="child_in_need",
        local_authority=code,
        valid_from=s.day(300),
    )
    s.meeting(80, f"cs-{code.lower()}")


@PLOTS.must_not("CHI-03")
def the_plan_has_ended(s: Story) -> None:
    """The plan of a nominal's child in the neighbouring area ended a hundred days ago."""
    n = s.nominal(level="2")
    child = _child_of(s, n)
    s.say(
        "child_plans",
        _CS,
        person_ref=s.ref(child, _CS),
        kind="child_in_need",
        local_authority=_authority_elsewhere(s),
        valid_from=s.day(300),
        valid_to=s.day(100),
    )
    s.meeting(80, s.stage.agency_ref(_CS))


@PLOTS.fires("CHI-04")
def new_partner_since_the_last_meeting(s: Story) -> None:
    """A nominal has a partner since some weeks after the last meeting, and nobody decided on a disclosure."""
    n, partner = s.nominal(level="2"), s.person()
    s.meeting(100)
    s.tie(n, "partner_of", partner, since=60)
    s.found(partner)


@PLOTS.fires("CHI-04")
def a_child_moved_in(s: Story) -> None:
    """A nominal whose case never had a meeting has shared a home with a child for sixty days."""
    n, child, home = s.nominal(), s.child(), s.address()
    s.home(n, home)
    s.home(child, home, since=60)
    s.found(child)


@PLOTS.nearly("CHI-04")
def partner_since_the_day_of_the_meeting(s: Story) -> None:
    """A nominal has had a partner since the day of the last meeting, not later."""
    n, partner = s.nominal(level="2"), s.person()
    s.meeting(100)
    s.tie(n, "partner_of", partner, since=100)


@PLOTS.must_not("CHI-04")
def a_disclosure_was_decided(s: Story) -> None:
    """A disclosure was decided after a nominal's new partner became known."""
    n, partner = s.nominal(level="2"), s.person()
    s.meeting(100)
    s.tie(n, "partner_of", partner, since=60)
    s.say(
        "disclosures",
        Role.PROBATION,
        disclosure_ref=s.name("D"),
        case_ref=s.case_ref,
        decided_on=s.day(50),
        decision="none",
    )


@PLOTS.must_not("CHI-04")
def the_partnership_has_ended(s: Story) -> None:
    """A nominal's new partner left him again."""
    n, partner = s.nominal(level="2"), s.person()
    s.meeting(120)
    s.tie(n, "partner_of", partner, since=90, valid_to=s.day(50))
