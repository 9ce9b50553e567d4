"""Planted scenarios of the rules about what agencies know too little of, or know twice, or tell differently."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.stage import Address, Who
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()


def _known(s: Story, who: Who, address: Address) -> None:
    s.home(who, address, verified_on=s.day(100))


def _address(s: Story, metres_east: int = 0, known: str = "metres") -> Address:
    """Add an address with a UPRN, which every second one has."""
    address = s.address(metres_east, known=known)
    return address if address.cells["uprn"] else s.address(metres_east, known=known)


@PLOTS.fires("DQ-01")
def kept_as_two_in_one_home(s: Story) -> None:
    """In a nominal's home lives somebody with his name and his date of birth."""
    n, home = s.nominal(), s.address()
    other = s.person(n.cells["date_of_birth"], sex="male", like=n)
    s.home(n, home)
    s.home(other, home)
    s.found(other)


@PLOTS.nearly("DQ-01")
def his_son_of_the_same_name(s: Story) -> None:
    """In a nominal's home lives somebody with his name, born twenty years after him."""
    n, home = s.nominal(), s.address()
    other = s.person(s.birthday(21), sex="male", like=n)
    s.home(n, home)
    s.home(other, home)


@PLOTS.must_not("DQ-01")
def a_namesake_elsewhere(s: Story) -> None:
    """Somebody with a nominal's name and date of birth lives elsewhere, and nothing links the two."""
    n = s.nominal()
    other = s.person(n.cells["date_of_birth"], sex="male", like=n)
    s.home(n, s.address())
    s.home(other, s.address(3_000))


@PLOTS.fires("DQ-02")
def the_victims_address_is_old(s: Story) -> None:
    """Of a victim's home, known and verified once, nobody has spoken for two years."""
    n, victim, home = s.nominal(), s.person(), _address(s, 2_000)
    s.tie(victim, "victim_of", n)
    _known(s, n, _address(s))
    s.home(victim, home, since=900, verified_on=s.day(800))
    s.found(home, victim)


@PLOTS.nearly("DQ-02")
def both_homes_are_known(s: Story) -> None:
    """Two homes near each other are known by coordinates and UPRN, and were verified a hundred days ago."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    _known(s, n, _address(s))
    _known(s, victim, _address(s, 600))


@PLOTS.must_not("DQ-02")
def there_is_no_victim(s: Story) -> None:
    """Of a nominal without a victim the home is known by its postcode alone and was never verified."""
    n = s.nominal()
    s.home(n, s.address(known="postcode"))


@PLOTS.fires("DQ-03")
def probation_says_he_has_left(s: Story) -> None:
    """The police say that a nominal lives at an address, probation that he left it."""
    n, home = s.nominal(), s.address()
    s.home(n, home)
    s.home(n, home, since=420, by=Role.PROBATION, valid_to=s.day(100))
    s.found(home)


@PLOTS.nearly("DQ-03")
def probation_says_he_came_back(s: Story) -> None:
    """Probation says that a nominal left his home and came back, the police that he lives there."""
    n, home = s.nominal(), s.address()
    s.home(n, home)
    s.home(n, home, since=420, by=Role.PROBATION, valid_to=s.day(200))
    s.home(n, home, since=100, by=Role.PROBATION)


@PLOTS.must_not("DQ-03")
def both_say_he_lives_there(s: Story) -> None:
    """The police and probation say that a nominal lives at an address, since different days."""
    n, home = s.nominal(), s.address()
    s.home(n, home)
    s.home(n, home, since=200, by=Role.PROBATION)
