"""The network of each nominal: victims, partners, children, relatives, associates."""

import numpy as np

from ingest.synthetic.cast import Cast, Nominals, Part
from ingest.synthetic.dice import Days, Dice, Whole
from ingest.synthetic.frames import before, blank_days
from ingest.synthetic.marginals import mean_and_spread, rate, weights
from ingest.synthetic.setting import Setting

DAY = np.timedelta64(1, "D")
_YEAR = 365.25


def draw_nominals(setting: Setting, cast: Cast) -> Nominals:
    """Add the nominals to the cast."""
    dice, count, now = setting.dice, setting.offenders, np.datetime64(setting.as_of)
    category = dice.one_of(weights("category"), count).astype(np.int64)
    is_first = category == 1
    (mean_1, spread_1), (mean, spread) = mean_and_spread("age", "category_1"), mean_and_spread("age", "others")
    ages = np.where(is_first, mean_1, mean) + np.where(is_first, spread_1, spread) * dice.generator.normal(size=count)
    born = now - (np.clip(ages, 19, 88) * _YEAR).astype(np.int64) * DAY
    case_from = dice.days_before(setting.as_of, 60, 2_700, count)
    offence_on = dice.days_before(case_from, 120, 2_000, count)
    is_male = dice.chance(np.where(is_first, rate("male", "category_1"), rate("male", "others")), count)
    nominals = Nominals(category, born, case_from, offence_on, is_male)
    cast.add(Part.OFFENDER, is_male, born, nominals.numbers, case_from)
    return nominals


def draw_victims(dice: Dice, cast: Cast, nominals: Nominals) -> Whole:
    """Add victims and return, for each nominal, his first adult victim (-1 where there is none)."""
    anchor = np.repeat(
        nominals.numbers, dice.one_of(weights("victims_of_a_nominal"), len(nominals.born)).astype(np.int64)
    )
    count = len(anchor)
    child_rate = np.where(
        nominals.category == 1, rate("network", "child_victim_category_1"), rate("network", "child_victim_others")
    )
    was_child = dice.chance(child_rate[anchor], count)
    age_then = np.where(was_child, dice.whole(4, 16, count), dice.whole(18, 62, count))
    offence = nominals.offence_on[anchor]
    born = offence - (age_then * _YEAR).astype(np.int64) * DAY - dice.whole(0, 365, count) * DAY
    victims = cast.add(Part.VICTIM, dice.chance(0.2, count), born, anchor, nominals.case_from[anchor])
    # A repeat victim's offender is also another nominal; the person stays, the tie moves to somebody already there.
    repeats = dice.chance(rate("network", "repeat_victim"), count)
    suffered = np.where(repeats, victims[dice.whole(0, max(count, 1), count)] if count else victims, victims)
    ended = dice.chance(rate("network", "ended_victim"), count)
    until = nominals.case_from[anchor] + dice.whole(30, 1_500, count) * DAY
    cast.tie(suffered, anchor, "victim_of", offence, np.where(ended, until, np.datetime64("NaT")))
    first = np.full(len(nominals.born), -1, dtype=np.int64)
    adults = np.flatnonzero(~was_child)[::-1]
    first[anchor[adults]] = victims[adults]
    _draw_parents_of_victims(
        dice, cast, victims[was_child], (anchor[was_child], born[was_child], nominals.case_from[anchor[was_child]])
    )
    return first


def _draw_parents_of_victims(dice: Dice, cast: Cast, children: Whole, known: tuple[Whole, Days, Days]) -> None:
    chosen = np.flatnonzero(dice.chance(0.5, len(children)))
    anchor, born, known_on = known[0][chosen], known[1][chosen], known[2][chosen]
    parent_born = before(born, dice.whole(19 * 365, 38 * 365, len(chosen)))
    parents = cast.add(Part.RELATIVE, dice.chance(0.25, len(chosen)), parent_born, anchor, known_on)
    cast.tie(parents, children[chosen], "parent_of", born)


def draw_partners(dice: Dice, cast: Cast, nominals: Nominals, first_victim: Whole, now: np.datetime64) -> Whole:
    """Add partners and former partners, and return each nominal's present partner (-1 where there is none)."""
    count = len(nominals.born)
    partner = np.full(count, -1, dtype=np.int64)
    having = np.flatnonzero(dice.chance(rate("network", "partner"), count))
    since = now - dice.whole(20, 3_600, len(having)) * DAY
    born = nominals.born[having] + dice.whole(-2_200, 2_900, len(having)) * DAY
    born = np.minimum(born, now - 19 * 366 * DAY)
    partner[having] = cast.add(
        Part.PARTNER, ~nominals.is_male[having], born, having, np.maximum(since, nominals.case_from[having])
    )
    cast.tie(partner[having], having, "partner_of", since)
    former = np.flatnonzero(dice.chance(rate("network", "ex_partner"), count))
    until = nominals.case_from[former] - dice.whole(-200, 900, len(former)) * DAY
    is_victim = (first_victim[former] >= 0) & (nominals.category[former] != 1)
    strangers = former[~is_victim]
    ex_born = np.minimum(
        nominals.born[strangers] + dice.whole(-2_200, 2_200, len(strangers)) * DAY, now - 19 * 366 * DAY
    )
    exes = np.where(is_victim, first_victim[former], -1)
    exes[~is_victim] = cast.add(
        Part.PARTNER, ~nominals.is_male[strangers], ex_born, strangers, nominals.case_from[strangers]
    )
    cast.tie(exes, former, "ex_partner_of", until)
    return partner


def draw_children(
    dice: Dice, cast: Cast, nominals: Nominals, mothers: tuple[Whole, Whole], now: np.datetime64
) -> tuple[Whole, Whole]:
    """Add children of nominals and of their partners; return each child's number and other parent (-1 if unknown).

    `mothers` are each nominal's present partner and first adult victim.
    """
    partner, victim = mothers
    anchor = np.repeat(nominals.numbers, dice.generator.poisson(rate("network", "children"), len(nominals.born)))
    count = len(anchor)
    room = np.clip(nominals.age_on(now)[anchor] - 17, 1, 26)
    born = now - (dice.generator.random(count) * room * _YEAR).astype(np.int64) * DAY - 10 * DAY
    other = np.where(dice.chance(0.5, count), partner[anchor], -1)
    is_violent = nominals.category[anchor] != 1
    other = np.where((other < 0) & is_violent & dice.chance(0.5, count), victim[anchor], other)
    known_on = np.maximum(born, nominals.case_from[anchor])
    children = cast.add(Part.CHILD, dice.chance(0.51, count), born, anchor, known_on)
    cast.tie(anchor, children, "parent_of", born)
    cast.tie(other[other >= 0], children[other >= 0], "parent_of", born[other >= 0])
    met = dice.chance(rate("network", "in_contact_with_child"), count)
    cast.tie(children[met], anchor[met], "in_contact_with", known_on[met])
    step = np.flatnonzero((partner >= 0) & dice.chance(rate("network", "partner_has_own_children"), len(partner)))
    step_born = now - dice.whole(200, 16 * 365, len(step)) * DAY
    steps = cast.add(
        Part.CHILD, dice.chance(0.51, len(step)), step_born, step, np.maximum(step_born, nominals.case_from[step])
    )
    cast.tie(partner[step], steps, "parent_of", step_born)
    return np.concatenate([children, steps]), np.concatenate([other, partner[step]])


def draw_others(dice: Dice, cast: Cast, nominals: Nominals) -> None:
    """Add siblings and outside associates, and tie nominals to one another."""
    count = len(nominals.born)
    having = np.flatnonzero(dice.chance(rate("network", "sibling"), count))
    born = nominals.born[having] + dice.whole(-2_500, 2_500, len(having)) * DAY
    siblings = cast.add(Part.RELATIVE, dice.chance(0.5, len(having)), born, having, nominals.case_from[having])
    cast.tie(siblings, having, "sibling_of", blank_days(len(having)))
    mixing = np.flatnonzero(dice.chance(rate("network", "outside_associate"), count))
    born = nominals.born[mixing] + dice.whole(-3_000, 3_000, len(mixing)) * DAY
    friends = cast.add(Part.ASSOCIATE, dice.chance(0.85, len(mixing)), born, mixing, nominals.case_from[mixing])
    seldom = {
        "carer_of": 0.05,
        "household_member_of": 0.15,
        "witness_against": 0.1,
        "relative_of": 0.1,
        "associate_of": 0.6,
    }
    kinds = dice.one_of(seldom, len(mixing))
    for kind in seldom:
        chosen = kinds == kind
        cast.tie(friends[chosen], mixing[chosen], kind, nominals.offence_on[mixing[chosen]])
    for kind in ("co_defendant", "non_associate", "associate"):
        pairs = int(count * rate("network", f"{kind}_pairs"))
        one, other = dice.whole(0, count, pairs), dice.whole(0, count, pairs)
        cast.tie(one, other, f"{kind}_of", np.maximum(nominals.case_from[one], nominals.case_from[other]))
