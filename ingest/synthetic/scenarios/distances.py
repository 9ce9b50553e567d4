"""Planted scenarios of the rules about how near a nominal lives to victims, to theirs, and to places for children."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.plots import Plots
from ingest.synthetic.scenarios.story import Story

PLOTS = Plots()


def _site(s: Story, kind: str, metres_east: int) -> str:
    site = s.name("J")
    east, north = s.stage.point(s.place, metres_east)
    s.say(
        "sites",
        site_ref=site,
        name=f"Quorwick {kind.replace('_', ' ')}",
        kind=kind,
        easting=str(east),
        northing=str(north),
    )
    return site


@PLOTS.fires("ACC-03")
def lives_300_metres_from_his_victim(s: Story) -> None:
    """A nominal lives 300 m from his victim, as the police say of him and the victim unit of her."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n, by=Role.VICTIM_UNIT)
    s.home(n, s.address())
    s.home(victim, s.address(300), by=Role.VICTIM_UNIT)
    s.found(victim)


@PLOTS.fires("ACC-03")
def is_proposed_900_metres_from_his_victim(s: Story) -> None:
    """A home is proposed for a nominal that lies 900 m from his victim's."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.home(n, s.address(), kind="proposed", since=60, by=Role.PROBATION)
    s.home(victim, s.address(900))
    s.found(victim)


@PLOTS.fires("ACC-03")
def nobody_knows_where_the_victim_lives(s: Story) -> None:
    """Nobody knows where a nominal's current victim lives."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.home(n, s.address())
    s.could_not_check(victim)


@PLOTS.fires("ACC-03")
def victims_address_has_no_position(s: Story) -> None:
    """A victim's address came without postcode and position."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.home(n, s.address())
    s.home(victim, s.address(known="nothing"))
    s.could_not_check(victim)


@PLOTS.nearly("ACC-03")
def lives_just_over_a_kilometre_away(s: Story) -> None:
    """A nominal lives 1,001 m from his victim, both known to the metre."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.home(n, s.address())
    s.home(victim, s.address(1_001))


@PLOTS.must_not("ACC-03")
def is_a_past_victim(s: Story) -> None:
    """The woman who lives 300 m from a nominal is no longer recorded as his victim."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n, valid_to=s.day(200))
    s.home(n, s.address())
    s.home(victim, s.address(300))


@PLOTS.must_not("ACC-03")
def placement_near_the_victim_was_refused(s: Story) -> None:
    """A placement 300 m from a nominal's victim was refused; he lives two kilometres away."""
    n, victim, refused = s.nominal(), s.person(), s.address(300)
    s.tie(victim, "victim_of", n)
    s.home(victim, s.address())
    s.home(n, s.address(2_000))
    by = Role.PROBATION
    s.say(
        "placements",
        by,
        placement_ref=s.name("U"),
        person_ref=s.ref(n, by),
        scheme="private",
        starts_on=s.day(-30),
        address_ref=s.stage.address_ref(refused, by),
        decision="refused",
        decided_on=s.day(50),
    )


@PLOTS.must_not("ACC-03")
def only_a_namesake_of_the_victim(s: Story) -> None:
    """A namesake of a nominal's victim, born on another day, lives 300 m from him; the victim lives far away."""
    n, victim = s.nominal(), s.person()
    namesake = s.person(s.birthday(61), like=victim)
    s.tie(victim, "victim_of", n)
    s.home(n, s.address())
    s.home(namesake, s.address(300))
    s.home(victim, s.address(3_000))


@PLOTS.fires("ACC-04")
def lives_near_a_past_victim(s: Story) -> None:
    """A nominal lives 400 m from a past victim."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n, valid_to=s.day(300))
    s.home(n, s.address())
    s.home(victim, s.address(400))
    s.found(victim)


@PLOTS.fires("ACC-04")
def lives_near_the_victims_mother(s: Story) -> None:
    """A nominal lives 600 m from the mother of his victim, who lives three kilometres away herself."""
    n, victim, mother = s.nominal(), s.person(), s.person(s.birthday(60))
    s.tie(victim, "victim_of", n)
    s.tie(mother, "parent_of", victim)
    s.home(n, s.address())
    s.home(mother, s.address(600))
    s.home(victim, s.address(3_000))
    s.found(victim)


@PLOTS.nearly("ACC-04")
def victim_works_just_too_far_away(s: Story) -> None:
    """A victim works 1,050 m from a nominal's home and lives three kilometres away."""
    n, victim = s.nominal(), s.person()
    s.tie(victim, "victim_of", n)
    s.home(n, s.address())
    s.home(victim, s.address(1_050), kind="works_at")
    s.home(victim, s.address(3_000))


@PLOTS.must_not("ACC-04")
def the_victims_mother_has_died(s: Story) -> None:
    """The mother of a victim, who lived 600 m from the nominal, has died."""
    n, victim = s.nominal(), s.person()
    mother = s.person(s.birthday(60), died=s.day(150))
    s.tie(victim, "victim_of", n)
    s.tie(mother, "parent_of", victim)
    s.home(n, s.address())
    s.home(mother, s.address(600))
    s.home(victim, s.address(3_000))


@PLOTS.must_not("ACC-04")
def mother_and_victim_live_together(s: Story) -> None:
    """A victim lives with her mother 600 m from the nominal: one address pair, already told of as the victim's."""
    n, victim, mother, home = s.nominal(), s.person(), s.person(s.birthday(60)), s.address(600)
    s.tie(victim, "victim_of", n)
    s.tie(mother, "parent_of", victim)
    s.home(n, s.address())
    s.home(mother, home)
    s.home(victim, home)


@PLOTS.fires("ACC-05")
def high_risk_near_a_school(s: Story) -> None:
    """A nominal of high risk to children lives 300 m from a school."""
    n = s.nominal()
    s.risk(200, "high")
    s.home(n, s.address())
    s.found(_site(s, "school", 300))


@PLOTS.fires("ACC-05")
def condition_names_playgrounds(s: Story) -> None:
    """A nominal who must keep away from playgrounds lives 350 m from one, and 200 m from a school."""
    n = s.nominal()
    s.condition("avoid_sites", site_kind="playground")
    s.home(n, s.address())
    _site(s, "school", 200)
    s.found(_site(s, "playground", 350))


@PLOTS.fires("ACC-05")
def victim_was_a_child(s: Story) -> None:
    """A nominal whose victim was nine at the time lives 200 m from a park."""
    n = s.nominal()
    victim = s.person(s.birthday(12, 0))
    s.tie(victim, "victim_of", n, since=900)
    s.home(n, s.address())
    s.home(victim, s.address(3_000))
    s.found(_site(s, "park", 200))


@PLOTS.nearly("ACC-05")
def school_is_too_far(s: Story) -> None:
    """A nominal of very high risk to children lives 450 m from a school, both known to the metre."""
    n = s.nominal()
    s.risk(200, "very_high")
    s.home(n, s.address())
    _site(s, "school", 450)


@PLOTS.must_not("ACC-05")
def risk_was_lowered(s: Story) -> None:
    """A nominal near a school was of high risk once, of medium in the newest assessment."""
    n = s.nominal()
    s.risk(500, "high")
    s.risk(100, "medium")
    s.home(n, s.address())
    _site(s, "school", 200)


@PLOTS.must_not("ACC-05")
def condition_names_other_sites(s: Story) -> None:
    """A nominal who must keep away from schools, for whom nothing else speaks of children, lives by a park."""
    n = s.nominal()
    s.condition("avoid_sites", site_kind="school")
    s.home(n, s.address())
    _site(s, "park", 200)


@PLOTS.must_not("ACC-05")
def the_site_is_no_place_for_children(s: Story) -> None:
    """A nominal of high risk to children lives 100 m from a care home."""
    n = s.nominal()
    s.risk(200, "high")
    s.home(n, s.address())
    _site(s, "care_home", 100)
