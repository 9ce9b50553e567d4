"""Planted scenarios of the rules about moves to another area."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()


@PLOTS.fires("TRF-01")
def moved_without_a_transfer(s: Story) -> None:
    """A nominal has lived in the neighbouring area for a hundred days, and nobody proposed a transfer."""
    n, home = s.nominal(), s.address_elsewhere()
    s.home(n, home, since=100)
    s.found(home)


@PLOTS.fires("TRF-01")
def nobody_knows_in_which_area(s: Story) -> None:
    """Of the address where a nominal has lived for a hundred days nobody knows the area."""
    n, home = s.nominal(), s.address(known="nothing")
    s.home(n, home, since=100)
    s.could_not_check(home)


@PLOTS.nearly("TRF-01", fed_by=Role.PROBATION)
def moved_fourteen_days_ago(s: Story) -> None:
    """A nominal moved to the neighbouring area fourteen days ago, not more."""
    n = s.nominal()
    s.home(n, s.address_elsewhere(), since=14, by=Role.PROBATION)


@PLOTS.must_not("TRF-01")
def transfer_is_under_way(s: Story) -> None:
    """A nominal has lived in the neighbouring area for a hundred days, and a transfer there is open."""
    n = s.nominal()
    s.home(n, s.address_elsewhere(), since=100)
    s.transfer(95, address_checked_on=s.day(90))


@PLOTS.must_not("TRF-01")
def home_there_is_only_proposed(s: Story) -> None:
    """A home in the neighbouring area has been proposed for a nominal for a hundred days."""
    n = s.nominal()
    s.home(n, s.address())
    s.home(n, s.address_elsewhere(), kind="proposed", since=100)


@PLOTS.fires("TRF-02")
def transfer_open_for_months(s: Story) -> None:
    """A transfer has been open for a hundred days, its address checked in time."""
    s.nominal()
    s.found(s.transfer(100, address_checked_on=s.day(95)))


@PLOTS.fires("TRF-02", fed_by=Role.PROBATION)
def address_unchecked_after_eleven_days(s: Story) -> None:
    """Eleven days after a transfer was proposed nobody has checked the address."""
    s.nominal()
    s.found(s.transfer(11))


@PLOTS.nearly("TRF-02", fed_by=Role.PROBATION)
def address_unchecked_after_ten_days(s: Story) -> None:
    """Ten days after a transfer was proposed the address has not been checked, which is still in time."""
    s.nominal()
    s.transfer(10)


@PLOTS.must_not("TRF-02")
def transfer_was_rejected(s: Story) -> None:
    """A transfer proposed a hundred days ago was rejected."""
    s.nominal()
    s.transfer(100, rejected_on=s.day(60))


@PLOTS.must_not("TRF-02")
def transfer_was_completed(s: Story) -> None:
    """A transfer proposed a hundred days ago was completed late."""
    s.nominal()
    s.transfer(100, completed_on=s.day(40))


@PLOTS.fires("TRF-03")
def victim_lives_in_the_receiving_area(s: Story) -> None:
    """A transfer is open to the area where a nominal's victim lives."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.home(n, s.address())
    s.home(victim, s.address_elsewhere())
    s.found(s.transfer(60, address_checked_on=s.day(55)))


@PLOTS.fires("TRF-03")
def non_associate_near_the_proposed_home(s: Story) -> None:
    """A home is proposed for a nominal in the area where a man lives from whom he must be kept."""
    n, other, proposed = s.nominal(), s.person(sex="male"), s.address_elsewhere()
    s.tie(other, "non_associate_of", n)
    s.home(n, s.address())
    s.home(other, s.address_elsewhere())
    s.home(n, proposed, kind="proposed", since=60)
    s.found(proposed)


@PLOTS.fires("TRF-03")
def zone_in_the_receiving_area(s: Story) -> None:
    """A transfer is open to the area in which a nominal's exclusion zone lies."""
    n = s.nominal()
    s.home(n, s.address())
    s.condition("exclusion_zone", zone_ref=s.zone(0, 400, elsewhere=True))
    s.found(s.transfer(60, address_checked_on=s.day(55)))


@PLOTS.nearly("TRF-03")
def victim_lives_in_the_present_area(s: Story) -> None:
    """A transfer is open to another area than the one in which a nominal's victim lives."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.home(n, s.address())
    s.home(victim, s.address(3_000, known="postcode"))
    s.transfer(60, address_checked_on=s.day(55))


@PLOTS.must_not("TRF-03")
def victim_has_left_the_receiving_area(s: Story) -> None:
    """The victim left the receiving area a hundred days ago."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.home(n, s.address())
    s.home(victim, s.address_elsewhere(), valid_to=s.day(100))
    s.home(victim, s.address(3_000, known="postcode"), since=100)
    s.transfer(60, address_checked_on=s.day(55))


@PLOTS.must_not("TRF-03")
def the_transfer_there_was_rejected(s: Story) -> None:
    """The transfer to the area where a nominal's victim lives was rejected."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.home(n, s.address())
    s.home(victim, s.address_elsewhere())
    s.transfer(90, rejected_on=s.day(60))


@PLOTS.fires("TRF-04")
def level_dropped_at_the_transfer(s: Story) -> None:
    """A case came from the neighbouring area at level 2, went on at level 1, and no meeting was held."""
    s.subject, s.case_ref = s.person(s.birthday(41), sex="male"), s.name("C")
    s.episode(level="2", area=s.stage.elsewhere, valid_from=s.day(800), valid_to=s.day(150))
    s.episode(level="1", area=s.stage.area, valid_from=s.day(150))
    s.found(s.day(150))


@PLOTS.fires("TRF-04")
def another_area_owns_the_record(s: Story) -> None:
    """The ViSOR record of a nominal is owned by another area than his case's."""
    s.nominal(since=1_200, visor_owner_area=s.stage.elsewhere)
    s.found(s.day(1_200))


@PLOTS.nearly("TRF-04")
def a_meeting_was_held(s: Story) -> None:
    """The level dropped at a transfer, and a meeting was held the day after."""
    s.subject, s.case_ref = s.person(s.birthday(41), sex="male"), s.name("C")
    s.episode(level="2", area=s.stage.elsewhere, valid_from=s.day(800), valid_to=s.day(150))
    s.episode(level="1", area=s.stage.area, valid_from=s.day(150))
    s.meeting(149)


@PLOTS.must_not("TRF-04")
def level_dropped_in_the_same_area(s: Story) -> None:
    """The level of a case dropped, and its area is the same as before."""
    s.subject, s.case_ref = s.person(s.birthday(41), sex="male"), s.name("C")
    s.episode(level="3", area=s.stage.area, valid_from=s.day(800), valid_to=s.day(150))
    s.episode(level="1", area=s.stage.area, valid_from=s.day(150))


@PLOTS.must_not("TRF-04")
def level_stayed_the_same(s: Story) -> None:
    """A case changed its area and kept its level."""
    s.subject, s.case_ref = s.person(s.birthday(41), sex="male"), s.name("C")
    s.episode(level="2", area=s.stage.elsewhere, valid_from=s.day(800), valid_to=s.day(150))
    s.episode(level="2", area=s.stage.area, valid_from=s.day(150))
