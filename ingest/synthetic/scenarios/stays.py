"""Planted scenarios of the rules about arranged accommodation and about homes that nobody looked at."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.stage import Address, Who
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()
_PB = Role.PROBATION


def _offer(s: Story, address: Address, excludes: str = "", scheme: str = "social_landlord") -> None:
    row = {"provider_ref": s.stage.agency_ref(Role.HOUSING), "scheme": scheme, "excludes": excludes}
    s.say("premises", Role.HOUSING, address_ref=s.stage.address_ref(address, Role.HOUSING), **row)


def _sentence(s: Story, who: Who, group: str) -> None:
    row = {"offence": group, "offence_group": group, "disposal": "custody", "months": "30"}
    s.say("sentences", _PB, sentence_ref=s.name("SN"), person_ref=s.ref(who, _PB), sentenced_on=s.day(1_100), **row)


def _assess(s: Story, who: Who, level: str) -> None:
    row = {"person_ref": s.ref(who, _PB), "assessed_on": s.day(120), "tool": "OASys", "public": level}
    s.say("risk_assessments", _PB, **row)


def _place(s: Story, who: Who, address: Address, scheme: str, **cells: str) -> str:
    placement = s.name("PL")
    ends = {"person_ref": s.ref(who, _PB), "address_ref": s.stage.address_ref(address, _PB)}
    row = {"referred_on": s.day(60), "starts_on": s.day(40), "decision": "clear", "decided_on": s.day(50), **cells}
    s.say("placements", _PB, placement_ref=placement, scheme=scheme, **ends, **row)
    return f"{s.stage.agency_ref(_PB)}:{placement}"


@PLOTS.fires("ACC-09")
def the_landlord_takes_no_arson(s: Story) -> None:
    """A nominal convicted of arson lives at premises whose landlord takes nobody convicted of arson."""
    n, home = s.nominal(), s.address()
    _sentence(s, n, "arson")
    s.home(n, home)
    _offer(s, home, "arson;sexual")
    s.found(home)


@PLOTS.nearly("ACC-09")
def the_landlord_takes_this_offence(s: Story) -> None:
    """A nominal convicted of violence lives at premises whose landlord takes nobody convicted of arson."""
    n, home = s.nominal(), s.address()
    _sentence(s, n, "violent")
    s.home(n, home)
    _offer(s, home, "arson;sexual")


@PLOTS.must_not("ACC-09")
def he_has_left_the_premises(s: Story) -> None:
    """A nominal convicted of arson lived until fifty days ago at premises that take nobody convicted of it."""
    n, home = s.nominal(), s.address()
    _sentence(s, n, "arson")
    s.home(n, home, valid_to=s.day(50))
    _offer(s, home, "arson;sexual")


@PLOTS.fires("ACC-11")
def nobody_senior_approved(s: Story) -> None:
    """A nominal at level 3 with a low risk is in CAS3 with the approval of a senior probation officer alone."""
    n, home = s.nominal(level="3"), s.address()
    _sentence(s, n, "violent")
    _assess(s, n, "low")
    s.found(_place(s, n, home, "cas3", approvals="senior_probation_officer"))


@PLOTS.fires("ACC-11")
def cas2_with_a_sexual_offence(s: Story) -> None:
    """A nominal convicted of a sexual offence is in CAS2."""
    n, home = s.nominal(), s.address()
    _sentence(s, n, "sexual")
    _assess(s, n, "low")
    s.found(_place(s, n, home, "cas2"))


@PLOTS.nearly("ACC-11")
def everybody_needed_approved(s: Story) -> None:
    """A nominal at level 3 is in CAS3 with the approval of the head of the probation delivery unit."""
    n, home = s.nominal(level="3"), s.address()
    _sentence(s, n, "violent")
    _assess(s, n, "low")
    _place(s, n, home, "cas3", approvals="head_of_pdu")


@PLOTS.must_not("ACC-11")
def the_placement_was_refused(s: Story) -> None:
    """A CAS3 placement of a nominal with a high risk, approved by nobody, was refused."""
    n, home = s.nominal(), s.address()
    _sentence(s, n, "violent")
    _assess(s, n, "high")
    _place(s, n, home, "cas3", decision="refused")


@PLOTS.fires("ACC-12")
def the_placement_ends_in_three_weeks(s: Story) -> None:
    """A nominal's placement ends in twenty-one days, and nobody knows where they will go."""
    n, home = s.nominal(), s.address()
    s.home(n, home, since=40, by=_PB)
    s.found(_place(s, n, home, "cas1", ends_on=s.day(-21)))


@PLOTS.fires("ACC-12")
def the_last_of_the_nights_is_near(s: Story) -> None:
    """A nominal has been in CAS3 for seventy nights, and nobody knows when or where they will go."""
    n, home = s.nominal(), s.address()
    s.home(n, home, since=70, by=_PB)
    s.found(_place(s, n, home, "cas3", referred_on=s.day(90), decided_on=s.day(80), starts_on=s.day(70)))


@PLOTS.nearly("ACC-12")
def the_placement_ends_in_29_days(s: Story) -> None:
    """A nominal's placement ends in twenty-nine days, and nobody knows where they will go."""
    n, home = s.nominal(), s.address()
    s.home(n, home, since=40, by=_PB)
    _place(s, n, home, "cas1", ends_on=s.day(-29))


@PLOTS.must_not("ACC-12")
def there_is_an_address_to_move_on_to(s: Story) -> None:
    """A nominal's placement ends in three weeks, and the address to move on to is known."""
    n, home, following = s.nominal(), s.address(), s.address(4_000)
    s.home(n, home, since=40, by=_PB)
    move_on = s.stage.address_ref(following, _PB)
    _place(s, n, home, "cas1", ends_on=s.day(-21), move_on_address_ref=move_on)


@PLOTS.fires("ACC-13")
def verified_a_hundred_days_ago(s: Story) -> None:
    """A nominal's home was last verified a hundred days ago."""
    n, home = s.nominal(), s.address()
    s.home(n, home, verified_on=s.day(100))
    s.found(home)


@PLOTS.fires("ACC-13")
def nobody_decided_on_the_flat(s: Story) -> None:
    """A nominal moved a month ago into a flat of a social landlord's, verified since, and nobody decided on it."""
    n, home = s.nominal(), s.address()
    s.home(n, home, since=40, verified_on=s.day(35))
    _offer(s, home)
    s.found(home)


@PLOTS.nearly("ACC-13")
def verified_ninety_days_ago(s: Story) -> None:
    """A nominal's home was last verified ninety days ago."""
    n = s.nominal()
    s.home(n, s.address(), verified_on=s.day(90))


@PLOTS.must_not("ACC-13")
def the_unverified_home_is_only_proposed(s: Story) -> None:
    """A home that nobody has verified is proposed for a nominal, who lives where it was verified last month."""
    n = s.nominal()
    s.home(n, s.address(), verified_on=s.day(35))
    s.home(n, s.address(2_000), kind="proposed", since=120)
