"""Where people have lived, stay, work and go to school, and from when until when."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from ingest.synthetic.addresses import Communal, Places
from ingest.synthetic.cast import Part
from ingest.synthetic.dice import Days, Dice, Truth, Whole
from ingest.synthetic.frames import blank_days, days
from ingest.synthetic.ground import authority_of, ground_of
from ingest.synthetic.marginals import rate
from ingest.synthetic.setting import Setting

DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Households:
    """Who lives with whom: for each person the person in whose home they live, -1 for a home of their own."""

    host: Whole
    since: Days


def draw_households(dice: Dice, people: pl.DataFrame, partner: Whole, child: tuple[Whole, Whole]) -> Households:
    """Let partners move in with nominals, and children with a nominal or with their other parent."""
    host = np.full(people.height, -1, dtype=np.int64)
    anchor = people["anchor"].to_numpy()
    since = people["known_on"].to_numpy().astype("datetime64[D]").copy()
    partners = partner[partner >= 0]
    shares = dice.chance(rate("homes", "partner_lives_with_nominal"), len(partners))
    host[partners[shares]] = anchor[partners[shares]]
    children, other = child
    with_nominal = dice.chance(rate("homes", "child_lives_with_nominal"), len(children))
    with_other = (other >= 0) & dice.chance(rate("homes", "child_lives_with_other_parent"), len(children))
    host[children] = np.where(with_other, other, np.where(with_nominal, anchor[children], -1))
    victims = np.flatnonzero((people["part"] == Part.VICTIM).to_numpy())
    with_offender = victims[dice.chance(0.012, len(victims))]
    host[with_offender] = anchor[with_offender]
    return Households(host, since)


def draw_homes(
    setting: Setting, people: pl.DataFrame, households: Households, places: Places, communal: Communal
) -> pl.DataFrame:
    """Return every residence: person, address, kind, valid_from, valid_to, is_last; and add the addresses."""
    dice, now = setting.dice, np.datetime64(setting.as_of)
    is_nominal = (people["part"] == Part.OFFENDER).to_numpy()
    moves = np.where(is_nominal, rate("homes", "moves_of_a_nominal"), rate("homes", "moves_of_others"))
    person = np.repeat(np.arange(people.height, dtype=np.int64), 1 + dice.generator.poisson(moves))
    is_last = np.append(person[1:] != person[:-1], True)
    is_first = np.append(True, person[1:] != person[:-1])
    starts = _spread_starts(dice, person, np.where(is_nominal, 2_600, 4_000), now)
    born = people["born"].to_numpy().astype("datetime64[D]")[person]
    starts = np.maximum(starts, born)
    ends = np.append(starts[1:], np.datetime64("NaT"))
    ends[is_last] = np.datetime64("NaT")
    starts[is_first & dice.chance(0.3, len(person))] = np.datetime64("NaT")
    postcodes = _draw_postcodes(setting, people)
    own = np.where(is_last, postcodes[person], setting.ground.draw(dice, len(person)))
    dwelling = places.add("dwelling", own)
    lodged = _move_into_communal(dice, dwelling, is_last & is_nominal[person], communal)
    fled = _settle(dice, lodged, is_last & _may_settle(dice, people, "refuge")[person], communal.refuges)
    # A family goes along to a refuge; it stays at home when somebody is lodged or in custody.
    family = np.where(fled != lodged, fled, dwelling)
    address = _settle(dice, fled, is_last & _may_settle(dice, people, "prison")[person], communal.prison)
    starts = _move_in(households, person, is_last, _Stay(address, family, starts))
    kind = np.where(is_last & is_nominal[person] & dice.chance(0.06, len(person)), "staying", "home")
    homes = pl.DataFrame(
        {
            "person": person,
            "address": address,
            "kind": kind,
            "valid_from": days(starts),
            "valid_to": days(ends),
            "is_last": is_last,
        }
    )
    # Whoever moved in after the day he would have moved on again never lived there.
    lived = homes.filter((pl.col("valid_to") > pl.col("valid_from")).fill_null(value=True))
    return pl.concat([lived, _draw_other_stays(setting, people, places, communal)])


def _spread_starts(dice: Dice, person: Whole, longest: Whole, now: np.datetime64) -> Days:
    """Return when each home began: a person's homes follow one another over the years known."""
    drawn = dice.generator.random(len(person))
    ordered = drawn[np.lexsort((drawn, person))]
    before = ((1 - ordered) * longest[person]).astype(np.int64)
    return np.asarray(now - (before + 3) * DAY)


def _draw_postcodes(setting: Setting, people: pl.DataFrame) -> Whole:
    """Return the postcode of everybody's present home: near the nominal's, in his authority, his area, or another."""
    dice, ground, count = setting.dice, setting.ground, people.height
    anchor = people["anchor"].to_numpy()
    of_nominals = ground.draw(dice, setting.offenders)
    near = ground.draw_near(dice, of_nominals[anchor])
    same = ground.draw_in_authority(dice, authority_of(of_nominals[anchor]))
    elsewhere = ground.draw(dice, count)
    neighbours = np.concatenate([ground_of(area).inside for area in ground.neighbours])
    away = neighbours[dice.whole(0, len(neighbours), count)]
    shares = [rate("homes", name) for name in ("near_the_nominal", "same_authority", "other_area")]
    which = dice.weighted(np.array([*shares, 1 - sum(shares)]), count)
    linked = np.choose(which, [near, same, away, elsewhere])
    is_nominal = np.arange(count) < setting.offenders
    moved_away = dice.chance(rate("homes", "other_area"), count)
    return np.where(is_nominal, np.where(moved_away, away, of_nominals[anchor]), linked)


def _move_into_communal(dice: Dice, address: Whole, is_open: Truth, communal: Communal) -> Whole:
    pools = {
        "house_of_multiple_occupation": communal.houses,
        "approved_premises": communal.approved_premises,
        "cas3": communal.cas3,
        "no_fixed_abode": communal.no_fixed_abode,
    }
    shares = [rate("homes", name) for name in pools]
    which = dice.weighted(np.array([*shares, 1 - sum(shares)]), len(address))
    for place, pool in enumerate(pools.values()):
        address = _settle(dice, address, is_open & (which == place), pool)
    return address


def _may_settle(dice: Dice, people: pl.DataFrame, where: str) -> Truth:
    """Return who has fled to a refuge, or is in custody: of those with a prison number alone."""
    is_refuge = where == "refuge"
    may = (people["part"] == Part.VICTIM) & ~people["is_male"] if is_refuge else people["prison_number"] != ""
    return may.to_numpy() & dice.chance(rate("homes", where), people.height)


def _settle(dice: Dice, address: Whole, is_there: Truth, pool: Whole) -> Whole:
    return np.where(is_there, pool[dice.whole(0, len(pool), len(address))], address)


@dataclass(frozen=True)
class _Stay:
    """Where people are, where their family home is, and since when."""

    address: Whole
    family: Whole
    starts: Days


def _move_in(households: Households, person: Whole, is_last: Truth, stays: _Stay) -> Days:
    """Put those who live with somebody in that person's family home; hosts may live with a host themselves.

    Changes `stays` and returns when each stay began.
    """
    last = np.flatnonzero(is_last)
    for _ in range(2):
        guests = last[households.host[person[last]] >= 0]
        hosts = last[households.host[person[guests]]]
        stays.family[guests] = stays.family[hosts]
        stays.address[guests] = stays.family[hosts]
        stays.starts[guests] = np.fmax(households.since[person[guests]], stays.starts[hosts])
    return stays.starts


def _draw_other_stays(setting: Setting, people: pl.DataFrame, places: Places, communal: Communal) -> pl.DataFrame:
    """Return proposed homes of nominals, work and school of victims, and regular visits."""
    dice, part, now = setting.dice, people["part"].to_numpy().astype(np.str_), setting.as_of
    victims = np.flatnonzero(part == Part.VICTIM)
    born = people["born"].to_numpy().astype("datetime64[D]")[victims]
    years = (np.datetime64(now) - born).astype(np.int64) / 365.25
    pupils = victims[(years < 17) & (years > 4)]
    workers = victims[(years > 18) & dice.chance(0.15, len(victims))]
    proposing = np.flatnonzero((part == Part.OFFENDER) & dice.chance(0.03, len(part)))
    visiting = np.flatnonzero((part == Part.OFFENDER) & dice.chance(0.02, len(part)))
    proposed = places.add("dwelling", setting.ground.draw(dice, len(proposing)))
    visited = places.add("dwelling", setting.ground.draw(dice, len(visiting)))
    works = communal.workplaces[dice.whole(0, len(communal.workplaces), len(workers))]
    schools = communal.schools[dice.whole(0, len(communal.schools), len(pupils))]
    return pl.concat(
        [
            _stays("proposed", proposing, proposed, dice.days_before(now, 5, 60, len(proposing))),
            _stays("visiting", visiting, visited, dice.days_before(now, 20, 400, len(visiting))),
            _stays("works_at", workers, works, dice.days_before(now, 100, 2_000, len(workers))),
            _stays("attends", pupils, schools, dice.days_before(now, 100, 700, len(pupils))),
        ]
    )


def _stays(kind: str, who: Whole, where: Whole, since: Days) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "person": who,
            "address": where,
            "kind": np.full(len(who), kind),
            "valid_from": days(since),
            "valid_to": days(blank_days(len(who))),
            "is_last": np.ones(len(who), dtype=bool),
        }
    )
