"""A model learnt without labels: from four hundred people known to two agencies, with slips."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from ingest.linkage.matching import LinkageRecord, Model, WeightChange, load_model, propose, shipped_model, train
from ingest.linkage.proposals import Outcome
from tests.ingest.linkage.matching.people import living_at, of

MADE_ON = date(2026, 1, 1)
GIVEN = ("Ada", "Basil", "Clara", "Dora", "Edwin", "Flora", "Gilbert", "Hester", "Ivor", "Judith", "Kenneth", "Lydia")
FAMILY = ("Amber", "Birch", "Cobb", "Dell", "Eastw", "Fern", "Gorse", "Hazel", "Ivin", "Junip", "Knoll", "Larch")
ENDS = ("ly", "ton", "ford", "wick", "dale", "hurst")


def people() -> list[LinkageRecord]:
    dice = random.Random(3)
    records = []
    for number in range(400):
        given, family = dice.choice(GIVEN), dice.choice(FAMILY) + dice.choice(ENDS)
        born = date(1950, 1, 2) + timedelta(days=dice.randrange(20_000))
        home = living_at(f"{number} Elm Road", f"CW{1 + number % 9} {number % 10}AB")
        slipped = family[:2] + family[3:] if dice.random() < 0.15 else family
        moved = living_at(f"{number} Oak Drive", "WA1 1AA") if dice.random() < 0.2 else home
        records.append(of("police", given, family, born.isoformat(), home, ref=f"P{number}"))
        records.append(of("housing", given, slipped, born.isoformat(), moved, ref=f"H{number}"))
    return records


Learnt = tuple[Model, Sequence[WeightChange]]


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    return train(people(), shipped_model(), made_on=MADE_ON, trained_on="400 drawn people")


def test_agreement_weighs_for_and_disagreement_against(learnt: Learnt) -> None:
    weights = learnt[0].weights
    for respect in ("given", "family", "born", "home"):
        (first_m, first_u), (last_m, last_u) = (list(weights[respect].values())[place] for place in (0, -1))
        assert first_m > 10 * first_u, respect
        assert last_m < last_u, respect


def test_how_many_records_a_person_has_is_learnt(learnt: Learnt) -> None:
    assert learnt[0].others_per_record == pytest.approx(1.0, abs=0.25)


def test_thresholds_are_taken_over_from_the_model_before(learnt: Learnt) -> None:
    assert learnt[0].thresholds == shipped_model().thresholds


def test_the_difference_names_every_weight_largest_first(learnt: Learnt) -> None:
    model, changes = learnt
    assert len(changes) == sum(len(levels) for levels in model.weights.values())
    sizes = [abs(change.difference) for change in changes]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 0


def test_the_same_records_teach_the_same(learnt: Learnt) -> None:
    again, _ = train(people(), shipped_model(), made_on=MADE_ON, trained_on="400 drawn people")
    assert again.name == learnt[0].name


def test_what_was_learnt_links_those_it_was_learnt_from(learnt: Learnt, tmp_path: Path) -> None:
    model = load_model(learnt[0].save(tmp_path))
    joins = [one for one in propose(people(), model=model, run="r").proposals if one.outcome is Outcome.JOIN]
    right = [one for one in joins if one.left.rsplit(":H", 1)[-1] == one.right.rsplit(":P", 1)[-1]]
    assert len(right) == len(joins)
    assert len(right) >= 380
