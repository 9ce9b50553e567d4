"""How two records compare, respect by respect: levels from full agreement to none, in the words a reviewer reads.

Each level is a condition in SQL on the columns of the table, tried in order; how much it weighs is learnt.
"""

from collections.abc import Mapping
from typing import Any

from ingest.linkage.matching.levels import Level, Respect
from ingest.linkage.proposals import Verdict

AGREES, PARTLY, DISAGREES, MISSING = Verdict.AGREES, Verdict.PARTLY, Verdict.DISAGREES, Verdict.MISSING


def _slip(column: str, shortest: int) -> str:
    left, right = f"{column}_l", f"{column}_r"
    return f"least(length({left}), length({right})) >= {shortest} and damerau_levenshtein({left}, {right}) <= 1"


def _alike(column: str, least: float) -> str:
    return f"jaro_winkler_similarity({column}_l, {column}_r) >= {least}"


_CROSSED = "jaro_winkler_similarity(given_l, family_r) >= 0.9 and jaro_winkler_similarity(family_l, given_r) >= 0.9"

GIVEN = Respect(
    "given",
    "Given names",
    (
        Level("missing", "initial_l is null or initial_r is null", MISSING, "missing in one record."),
        Level("same", "given_l = given_r", AGREES, "the same.", "given"),
        Level(
            "swapped",
            _CROSSED,
            AGREES,
            "the same, with given and family name in each other's place.",
        ),
        Level(
            "other name",
            "list_has_any(givens_l, givens_r)",
            PARTLY,
            "one record's name is an alias or a further given name in the other.",
        ),
        Level(
            "short form",
            "list_has_any(own_forms_l, stands_for_r) or list_has_any(stands_for_l, own_forms_r)",
            AGREES,
            "a short form or another spelling of the same name.",
        ),
        Level("slip", _slip("given", 4), PARTLY, "one letter apart."),
        Level(
            "initial",
            "(given_l is null or given_r is null) and initial_l = initial_r",
            PARTLY,
            "only an initial is known in one record, and it agrees.",
            assumed=2.0,
        ),
        Level(
            "alike",
            f"{_alike('given', 0.88)} or given_sound_l = given_sound_r",
            PARTLY,
            "alike in writing or sound, yet different.",
        ),
        Level("different", "ELSE", DISAGREES, "different."),
    ),
)

MIDDLE = Respect(
    "middle",
    "Further given names",
    (
        Level("missing", "middle_l is null or middle_r is null", MISSING, "missing in one record."),
        Level(
            "same",
            f"middle_l = middle_r or ({_slip('middle', 4)})",
            AGREES,
            "the same.",
        ),
        Level("different", "ELSE", DISAGREES, "different."),
    ),
)

FAMILY = Respect(
    "family",
    "Family name",
    (
        Level("missing", "family_l is null or family_r is null", MISSING, "missing in one record."),
        Level("same", "family_l = family_r", AGREES, "the same.", "family"),
        Level(
            "swapped",
            _CROSSED,
            AGREES,
            "the same, with given and family name in each other's place.",
        ),
        Level("slip", _slip("family", 4), PARTLY, "one letter apart."),
        Level(
            "other name",
            "list_has_any(families_l, families_r)",
            PARTLY,
            "a part, another form or an alias of the other's.",
        ),
        Level(
            "alike",
            f"{_alike('family', 0.9)} or family_sound_l = family_sound_r",
            PARTLY,
            "alike in writing or sound, yet different.",
        ),
        Level("different", "ELSE", DISAGREES, "different."),
    ),
)

_YEAR, _MONTH, _DAY = ("substr(born_{side}, 1, 4)", "substr(born_{side}, 5, 2)", "substr(born_{side}, 7, 2)")


def _same(part: str) -> str:
    return f"{part.format(side='l')} = {part.format(side='r')}"


BORN = Respect(
    "born",
    "Date of birth",
    (
        Level(
            "missing",
            "born_first_l is null or born_first_r is null",
            MISSING,
            "missing in one record, and no age known.",
        ),
        Level("same", "born_l = born_r and not born_is_default_l", AGREES, "the same."),
        Level(
            "same default",
            "born_l = born_r",
            PARTLY,
            "the same, but 1 January, which often stands for a year only.",
        ),
        Level(
            "swapped",
            f"{_same(_YEAR)} and {_MONTH.format(side='l')} = {_DAY.format(side='r')} "
            f"and {_DAY.format(side='l')} = {_MONTH.format(side='r')}",
            AGREES,
            "the same, with day and month in each other's place.",
            assumed=5.0,
        ),
        Level(
            "default",
            f"{_same(_YEAR)} and (born_is_default_l or born_is_default_r)",
            PARTLY,
            "the same year; in one record 1 January, which often stands for a year only.",
        ),
        Level("slip", "damerau_levenshtein(born_l, born_r) <= 1", PARTLY, "one digit apart."),
        Level(
            "two parts",
            f"({_same(_YEAR)} and {_same(_MONTH)}) or ({_same(_YEAR)} and {_same(_DAY)}) "
            f"or ({_same(_MONTH)} and {_same(_DAY)})",
            PARTLY,
            "two of day, month and year the same.",
        ),
        Level(
            "age fits",
            "(born_l is null or born_r is null) and born_first_l <= born_last_r and born_first_r <= born_last_l",
            PARTLY,
            "known as an age in one record, which fits.",
        ),
        Level("two digits", "damerau_levenshtein(born_l, born_r) <= 2", PARTLY, "two digits apart."),
        Level(
            "near",
            "abs(born_first_l - born_first_r) <= 1",
            DISAGREES,
            "different, in the same year or the next.",
        ),
        Level("different", "ELSE", DISAGREES, "different."),
    ),
)

SEX = Respect(
    "sex",
    "Sex",
    (
        Level("missing", "sex_l is null or sex_r is null", MISSING, "not known in one record."),
        Level("same", "sex_l = sex_r", AGREES, "the same."),
        Level("different", "ELSE", DISAGREES, "different."),
    ),
)

_CLOSE_PARTS = (
    "(case when damerau_levenshtein(postcode_l, postcode_r) <= 1 then 1 else 0 end"
    " + case when house_number_l = house_number_r then 1 else 0 end"
    " + case when greatest(jaro_winkler_similarity(street_l, street_r),"
    " jaro_winkler_similarity(street_l, building_r)) >= 0.9 then 1 else 0 end"
    " + case when greatest(jaro_winkler_similarity(building_l, building_r),"
    " jaro_winkler_similarity(building_l, street_r)) >= 0.9 then 1 else 0 end"
    " + case when jaro_winkler_similarity(town_l, town_r) >= 0.9 then 1 else 0 end)"
)
"""How many of postcode, number, street, building and town of the newest homes agree but for a slip; street and building
may stand in each other's place."""

HOME = Respect(
    "home",
    "Addresses",
    (
        Level(
            "missing",
            "coalesce(homes_l[1], shared_places_l[1], street_l, postcode_l, town_l) is null "
            "or coalesce(homes_r[1], shared_places_r[1], street_r, postcode_r, town_r) is null",
            MISSING,
            "none to compare in one record.",
        ),
        Level("same", "list_has_any(homes_l, homes_r)", AGREES, "a home in common, now or before.", is_counted=True),
        Level(
            "same door",
            f"list_has_any(doors_l, doors_r) or {_CLOSE_PARTS} >= 4",
            AGREES,
            "the same number and postcode, or nearly all, written differently.",
            is_counted=True,
        ),
        Level("close", f"{_CLOSE_PARTS} = 3", PARTLY, "nearly the same address.", is_counted=True),
        Level("postcode", "list_has_any(postcodes_l, postcodes_r)", PARTLY, "only a postcode in common.", assumed=5.0),
        Level("partly", f"{_CLOSE_PARTS} = 2", PARTLY, "a few parts in common.", assumed=2.0),
        Level(
            "shared place",
            "list_has_any(shared_places_l, shared_places_r)",
            PARTLY,
            "only a place in common where many live, such as a prison or a hostel.",
        ),
        Level("town", f"{_CLOSE_PARTS} = 1", DISAGREES, "different, with one part in common, such as the town."),
        Level("different", "ELSE", DISAGREES, "different."),
    ),
)

TIES = Respect(
    "ties",
    "Family, cases and other ties",
    (
        Level("missing", "len(ties_l) = 0 or len(ties_r) = 0", MISSING, "none to compare in one record."),
        Level("several", "len(list_intersect(ties_l, ties_r)) > 1", AGREES, "several in common.", is_counted=True),
        Level("one", "list_has_any(ties_l, ties_r)", AGREES, "one in common.", is_counted=True),
        Level("none", "ELSE", DISAGREES, "none in common."),
    ),
)

WORKERS = Respect(
    "workers",
    "Key workers",
    (
        Level("missing", "len(workers_l) = 0 or len(workers_r) = 0", MISSING, "none to compare in one record."),
        Level("same", "list_has_any(workers_l, workers_r)", AGREES, "one in common.", assumed=3.0),
        Level("none", "ELSE", DISAGREES, "none in common."),
    ),
)

RESPECTS = (GIVEN, MIDDLE, FAMILY, BORN, SEX, HOME, TIES, WORKERS)


MOST_ITERATIONS = 12
"""Of learning; it settles in three to ten. Beyond, a level that never occurs sinks below what Splink takes."""

Weights = Mapping[str, Mapping[str, tuple[float, float]]]
"""By respect and level, how often records of one person compare so, and how often records of different people do."""


def settings_of(weights: Weights | None = None) -> dict[str, Any]:
    """Return the settings of a model as Splink reads them; without weights, of one that has learnt nothing yet."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "place",
        "probability_two_random_records_match": 0.0001,
        "max_iterations": MOST_ITERATIONS,
        "blocking_rules_to_generate_predictions": ["l.born = r.born"],
        "retain_intermediate_calculation_columns": True,
        "retain_matching_columns": True,
        "comparisons": [_as_comparison(respect, (weights or {}).get(respect.name, {})) for respect in RESPECTS],
    }


def _as_comparison(respect: Respect, weights: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    levels = []
    for level in respect.levels:
        entry: dict[str, Any] = {"sql_condition": level.condition, "label_for_charts": level.name}
        if level.verdict is MISSING:
            entry["is_null_level"] = True
        if level.frequency_of:
            entry |= {"tf_adjustment_column": level.frequency_of, "tf_adjustment_weight": 1.0}
        if level.name in weights:
            entry["m_probability"], entry["u_probability"] = weights[level.name]
        levels.append(entry)
    return {"output_column_name": respect.name, "comparison_levels": levels}
