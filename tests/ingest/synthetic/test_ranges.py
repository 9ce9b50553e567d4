"""No two people are ever given one number, whatever is invented beside them."""

from itertools import pairwise

import numpy as np
import pytest

from graph_schema.areas import AREAS
from graph_schema.identifiers import IDENTIFIERS
from graph_schema.identifiers.parsed import Parsed
from ingest.synthetic import identifiers
from ingest.synthetic.serials import Range

MAKERS = {
    "pnc": (identifiers.PNC, identifiers.make_pnc),
    "cro": (identifiers.CRO, identifiers.make_cro),
    "crn": (identifiers.CRN, identifiers.make_crn),
    "prison_number": (identifiers.PRISON, identifiers.make_prison_number),
    "nhs_number": (identifiers.NHS, identifiers.make_nhs_number),
}


@pytest.mark.parametrize("numbers", [kind for kind, _ in MAKERS.values()], ids=list(MAKERS))
def test_areas_chunks_and_scenarios_have_parts_of_their_own(numbers: Range) -> None:
    parts = [numbers.allot(area, chunk, 2 * numbers.per_chunk) for area in (0, 18, 19, 41) for chunk in range(3)]
    taken = [(int(part.max()), int(part[part >= 0].min())) for part in parts if part.max() >= 0]
    assert all(end < begin for (end, _), (_, begin) in pairwise(taken))
    scenarios = [numbers.for_scenario(area, place) for area in range(len(AREAS)) for place in range(10)]
    assert taken[-1][0] < min(scenarios)
    assert len(set(scenarios)) == len(scenarios)
    assert max(scenarios) < numbers.size


def test_what_the_range_has_no_number_for_is_blank() -> None:
    numbers = identifiers.PRISON.allot(0, 0, identifiers.PRISON.size)
    assert (numbers == -1).any()
    assert set(identifiers.make_prison_number(numbers[numbers == -1])) == {""}


@pytest.mark.parametrize("kind", list(MAKERS))
def test_every_number_is_valid(kind: str) -> None:
    numbers, make = MAKERS[kind]
    serials = np.linspace(0, numbers.size - 1, 500, dtype=np.int64)
    assert all(isinstance(IDENTIFIERS[kind](text), Parsed) for text in make(serials))


def test_no_reader_takes_a_synthetic_national_insurance_number_for_a_real_one() -> None:
    assert not isinstance(IDENTIFIERS["nino"](identifiers.make_nino(7)), Parsed)


def test_a_scenario_cannot_take_the_numbers_of_the_next_area() -> None:
    with pytest.raises(ValueError, match="not more"):
        identifiers.PRISON.for_scenario(0, 1_000)
