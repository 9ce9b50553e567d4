"""Planted scenarios of the rules about contact with children, stays with them, and work among them."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.stage import Address, Who
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()
_UNSUPERVISED = "no_unsupervised_contact_with_children"


def _register(s: Story, who: Who) -> None:
    row = {"kind": "sex_offender_notification", "valid_from": s.day(800)}
    s.say("orders", Role.POLICE, order_ref=s.name("O"), person_ref=s.ref(who), **row)


def _school_at(s: Story, address: Address) -> None:
    row = {"name": "Quorwick school", "kind": "school", "address_ref": s.stage.address_ref(address, Role.POLICE)}
    s.say("sites", Role.POLICE, site_ref=s.name("J"), **row)


@PLOTS.fires("CHI-05")
def sees_a_child_unsupervised(s: Story) -> None:
    """A nominal sees a child unsupervised, which his licence forbids."""
    n, child = s.nominal(), s.child()
    s.condition(_UNSUPERVISED)
    s.tie(n, "in_contact_with", child, since=60, contact_kind="unsupervised")
    s.found(child)


@PLOTS.fires("CHI-05")
def lives_with_a_child_and_told_nobody(s: Story) -> None:
    """A nominal who must notify has lived with a child for sixty days and has not notified it."""
    n, child, home = s.nominal(), s.child(), s.address()
    _register(s, n)
    s.home(n, home)
    s.home(child, home, since=60)
    s.found(child)


@PLOTS.nearly("CHI-05")
def sees_a_child_supervised(s: Story) -> None:
    """A nominal sees a child under supervision, as his licence allows."""
    n, child = s.nominal(), s.child()
    s.condition(_UNSUPERVISED)
    s.tie(n, "in_contact_with", child, since=60, contact_kind="supervised")


@PLOTS.must_not("CHI-05")
def lives_with_a_child_and_notified_it(s: Story) -> None:
    """A nominal who must notify has lived with a child for sixty days and notified it after two."""
    n, child, home = s.nominal(), s.child(), s.address()
    _register(s, n)
    s.home(n, home)
    s.home(child, home, since=60)
    s.say("notifications", person_ref=s.ref(n), kind="child_household", due_on=s.day(57), made_on=s.day(58))


@PLOTS.fires("CHI-06")
def works_at_a_school(s: Story) -> None:
    """A nominal with a medium risk to children works at a school."""
    n, work = s.nominal(), s.address(3_000)
    s.risk(120, "medium")
    s.home(n, work, kind="works_at")
    _school_at(s, work)
    s.found(work)


@PLOTS.fires("CHI-06")
def lives_with_somebody_who_works_at_a_school(s: Story) -> None:
    """A nominal with a medium risk to children lives with a woman who works at a school."""
    n, other, home, work = s.nominal(), s.person(), s.address(), s.address(3_000)
    s.risk(120, "medium")
    s.home(n, home)
    s.home(other, home)
    s.home(other, work, kind="works_at")
    _school_at(s, work)
    s.found(other, work)


@PLOTS.nearly("CHI-06")
def the_risk_is_low(s: Story) -> None:
    """A nominal with a low risk to children works at a school."""
    n, work = s.nominal(), s.address(3_000)
    s.risk(120, "low")
    s.home(n, work, kind="works_at")
    _school_at(s, work)


@PLOTS.must_not("CHI-06")
def no_longer_works_there(s: Story) -> None:
    """A nominal with a medium risk to children worked at a school until a hundred days ago."""
    n, work = s.nominal(), s.address(3_000)
    s.risk(120, "medium")
    s.home(n, work, kind="works_at", valid_to=s.day(100))
    _school_at(s, work)
