"""Planted scenarios of the rules about zones, shared buildings, shared homes and people to keep apart."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()


@PLOTS.fires("ACC-01")
def lives_inside_his_exclusion_zone(s: Story) -> None:
    """A nominal lives inside the exclusion zone of his licence."""
    n = s.nominal()
    s.home(n, s.address())
    s.found(s.condition("exclusion_zone", zone_ref=s.zone(100, 300)))


@PLOTS.fires("ACC-01")
def lives_outside_his_restriction_zone(s: Story) -> None:
    """A nominal who may not leave a zone lives 500 m outside it."""
    n = s.nominal()
    s.home(n, s.address())
    s.found(s.condition("restriction_zone", zone_ref=s.zone(800, 300)))


@PLOTS.fires("ACC-01")
def zone_was_never_sent(s: Story) -> None:
    """The map of a nominal's exclusion zone was never sent, so nobody can check his home."""
    n = s.nominal()
    s.home(n, s.address())
    s.could_not_check(s.condition("exclusion_zone", text="Area on the map attached."))


@PLOTS.nearly("ACC-01")
def lives_just_outside_the_zone(s: Story) -> None:
    """A nominal lives 150 m outside his exclusion zone, at an address known to the metre."""
    n = s.nominal()
    s.home(n, s.address())
    s.condition("exclusion_zone", zone_ref=s.zone(450, 300))


@PLOTS.must_not("ACC-01")
def order_has_ended(s: Story) -> None:
    """A nominal lives inside the zone of a licence that ended a hundred days ago."""
    n = s.nominal()
    s.home(n, s.address())
    s.condition("exclusion_zone", order_ends=s.day(100), zone_ref=s.zone(100, 300))


@PLOTS.must_not("ACC-01")
def zone_holds_no_longer(s: Story) -> None:
    """A nominal lives inside a zone that was lifted a hundred days ago."""
    n = s.nominal()
    s.home(n, s.address())
    s.condition("exclusion_zone", zone_ref=s.zone(100, 300, valid_from=s.day(700), valid_to=s.day(100)))


@PLOTS.must_not("ACC-01")
def his_brother_lives_in_the_zone(s: Story) -> None:
    """It is a nominal's brother of the same family name who lives inside the zone."""
    n, brother = s.nominal(), s.person(sex="male")
    s.tie(brother, "sibling_of", n)
    s.home(brother, s.address(100))
    s.home(n, s.address(1_000))
    s.condition("exclusion_zone", zone_ref=s.zone(100, 300))


@PLOTS.fires("ACC-02")
def lives_with_his_victim(s: Story) -> None:
    """A nominal and his current victim live at one address, as two agencies each say of one of them."""
    n, victim, home = s.nominal(), s.person(), s.address()
    s.tie(victim, "victim_of", n)
    s.home(n, home)
    s.home(victim, home, by=Role.VICTIM_UNIT)
    s.found(victim)


@PLOTS.fires("ACC-02")
def flat_in_the_building_of_a_past_victim(s: Story) -> None:
    """A nominal takes a flat in the building where a past victim lives."""
    n, victim, home = s.nominal(), s.person(), s.address(flat="Flat 1")
    s.tie(victim, "victim_of", n, valid_to=s.day(200))
    s.home(victim, home)
    s.home(n, s.address(flat="Flat 9", beside=home), since=100)
    s.found(victim)


@PLOTS.nearly("ACC-02")
def house_on_the_same_street(s: Story) -> None:
    """A nominal lives in the same street as his victim, in another house."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.home(n, s.address())
    s.home(victim, s.address(20))


@PLOTS.must_not("ACC-02")
def has_moved_out(s: Story) -> None:
    """A nominal left the victim's home a hundred days ago for a place two kilometres away."""
    n, victim, home = s.nominal(), s.person(), s.address()
    s.tie(victim, "victim_of", n)
    s.home(victim, home)
    s.home(n, home, valid_to=s.day(100))
    s.home(n, s.address(2_000), since=100)


@PLOTS.must_not("ACC-02")
def lives_with_the_victims_twin(s: Story) -> None:
    """A nominal lives with the twin sister of his victim, who lives elsewhere herself."""
    n, victim = s.nominal(), s.person()
    twin, home = s.person(victim.cells["date_of_birth"]), s.address()
    s.tie(victim, "victim_of", n)
    s.home(victim, s.address(2_500))
    s.home(n, home)
    s.home(twin, home)


@PLOTS.must_not("ACC-02")
def the_victim_has_died(s: Story) -> None:
    """A nominal lives where his victim lived, who died two hundred days ago."""
    n, home = s.nominal(), s.address()
    victim = s.person(died=s.day(200))
    s.tie(victim, "victim_of", n)
    s.home(n, home)
    s.home(victim, home)


@PLOTS.fires("ACC-06")
def stays_with_his_partners_child(s: Story) -> None:
    """A nominal of medium risk to children stays where his partner's child lives."""
    n, partner, child, home = s.nominal(), s.person(), s.child(), s.address()
    s.risk(200, "medium")
    s.tie(partner, "partner_of", n)
    s.tie(partner, "parent_of", child)
    s.home(child, home)
    s.home(n, home, kind="staying", since=60)
    s.found(child)


@PLOTS.fires("ACC-06")
def condition_forbids_living_with_children(s: Story) -> None:
    """A nominal lives with a child although his licence forbids it, whatever his assessed risk."""
    n, child, home = s.nominal(), s.child(), s.address()
    s.condition("no_residence_with_children")
    s.home(child, home)
    s.home(n, home)
    s.found(child)


@PLOTS.nearly("ACC-06")
def comes_of_age_today(s: Story) -> None:
    """The boy a nominal of high risk lives with turns eighteen on the very day."""
    n, home = s.nominal(), s.address()
    s.risk(200, "high")
    s.home(n, home)
    s.home(s.person(s.birthday(18, 0), sex="male"), home)


@PLOTS.must_not("ACC-06")
def risk_to_children_is_low(s: Story) -> None:
    """A nominal lives with a child, and his newest assessment says that the risk to children is low."""
    n, home = s.nominal(), s.address()
    s.risk(500, "high")
    s.risk(100, "low")
    s.home(n, home)
    s.home(s.child(), home)


@PLOTS.must_not("ACC-06")
def child_lives_in_another_flat(s: Story) -> None:
    """A child lives in the building of a nominal of high risk, in another flat."""
    n, home = s.nominal(), s.address(flat="Flat 1")
    s.risk(200, "high")
    s.home(n, home)
    s.home(s.child(), s.address(flat="Flat 9", beside=home))


@PLOTS.must_not("ACC-06")
def child_has_moved_out(s: Story) -> None:
    """The child left a nominal's home a hundred days ago."""
    n, child, home = s.nominal(), s.child(), s.address()
    s.risk(200, "high")
    s.home(n, home)
    s.home(child, home, valid_to=s.day(100))


@PLOTS.fires("ACC-07")
def non_associate_in_the_same_house(s: Story) -> None:
    """A nominal lives in the house of multiple occupation of a man he must be kept from."""
    n, other, home = s.nominal(), s.person(sex="male"), s.address(flat="Room 1")
    s.tie(other, "non_associate_of", n)
    s.home(n, home)
    s.home(other, s.address(flat="Room 2", beside=home))
    s.found(other)


@PLOTS.fires("ACC-07")
def co_defendant_round_the_corner(s: Story) -> None:
    """A nominal lives 80 m from the man he was sentenced with."""
    n, other = s.nominal(), s.person(sex="male")
    s.tie(n, "co_defendant_of", other)
    s.home(n, s.address())
    s.home(other, s.address(80))
    s.found(other)


@PLOTS.nearly("ACC-07")
def non_associate_a_street_away(s: Story) -> None:
    """A nominal lives 150 m from a man he must be kept from."""
    n, other = s.nominal(), s.person(sex="male")
    s.tie(other, "non_associate_of", n)
    s.home(n, s.address())
    s.home(other, s.address(150))


@PLOTS.must_not("ACC-07")
def only_an_associate(s: Story) -> None:
    """A nominal shares a house with an associate from whom nobody keeps him."""
    n, other, home = s.nominal(), s.person(sex="male"), s.address()
    s.tie(other, "associate_of", n)
    s.home(n, home)
    s.home(other, home)


@PLOTS.must_not("ACC-07")
def no_longer_kept_apart(s: Story) -> None:
    """Two men who share a house are no longer kept apart since two hundred days."""
    n, other, home = s.nominal(), s.person(sex="male"), s.address()
    s.tie(other, "non_associate_of", n, valid_to=s.day(200))
    s.home(n, home)
    s.home(other, home)
