"""A policy file is checked when it is read: what is wrong with it is said with the file and the key."""

from datetime import date
from pathlib import Path

import pytest

from graph_schema.areas import AREAS
from service.policy import Policy, WrongPolicy, load_policy

TODAY = date(2026, 5, 27)
RADIUS = "accommodation.own_victim.radius_m"

DEFAULTS = {
    "accommodation.own_victim.near_m": 500,
    "accommodation.own_victim.radius_m": 1000,
    "accommodation.child_site.radius_m": 400,
    "accommodation.placement.radius_m": 1000,
    "accommodation.placement.min_households": 2000,
    "accommodation.placement.checks_per_case_per_day": 10,
    "accommodation.placement.checks_per_officer_per_day": 40,
    "accommodation.concentration.radius_m": 200,
    "accommodation.concentration.count": 3,
    "accommodation.verification.max_age_days": 90,
    "transfer.unstarted_days": 14,
    "transfer.complete_working_days": 20,
    "transfer.address_check_days": 10,
    "marac.repeat_months": 12,
    "meeting.notice_days": 14,
    "referral.decision_working_days": 10,
    "minutes.working_days": 10,
    "review.level_2_weeks": 16,
    "review.level_3_weeks": 8,
    "child.age_years": 18,
}


def entry(
    key: str = RADIUS,
    value: str = "1200",
    source: str | None = "A board's minutes",
    since: str = "2026-01-01",
    verified: str = "true",
    area: str = "",
) -> str:
    """Return one entry of a policy file."""
    head = f'[areas.{area}."{key}"]' if area else f'["{key}"]'
    told = f'source = "{source}"\n' if source is not None else ""
    return f"{head}\nvalue = {value}\n{told}effective_from = {since}\nverified = {verified}\n\n"


def read(folder: Path, text: str, name: str = "area.toml") -> Policy:
    """Read a folder with one policy file."""
    (folder / name).write_text(text, encoding="utf-8")
    return load_policy(folder, TODAY)


@pytest.mark.parametrize(("key", "value"), DEFAULTS.items(), ids=list(DEFAULTS))
def test_the_policy_that_ships_has_the_default(key: str, value: int) -> None:
    assert load_policy(today=TODAY).whole(key) == value


def test_every_threshold_that_ships_has_a_source_and_a_day() -> None:
    for key, threshold in load_policy(today=TODAY).national.items():
        assert threshold.source, key
        assert threshold.effective_from <= TODAY, key


def test_a_national_value_stands_for_every_area(tmp_path: Path) -> None:
    policy = read(tmp_path, entry())
    assert {policy.whole(RADIUS), *(policy.whole(RADIUS, area) for area in AREAS)} == {1200}


def test_an_areas_value_stands_for_it_alone(tmp_path: Path) -> None:
    policy = read(tmp_path, entry(area="cheshire"))
    assert policy.whole(RADIUS, "cheshire") == 1200
    assert {policy.whole(RADIUS), *(policy.whole(RADIUS, area) for area in AREAS if area != "cheshire")} == {1000}
    assert policy.areas_with(RADIUS) == {"cheshire": 1200}


def test_an_areas_value_outweighs_a_national_one_whichever_comes_first(tmp_path: Path) -> None:
    policy = read(tmp_path, entry(value="700", area="cheshire") + entry(value="900"))
    assert (policy.whole(RADIUS, "cheshire"), policy.whole(RADIUS, "gwent")) == (700, 900)


def test_an_areas_value_of_nothing_is_a_value(tmp_path: Path) -> None:
    policy = read(tmp_path, entry(value="0", area="cheshire"))
    assert policy.whole(RADIUS, "cheshire") == 0


def test_files_are_read_by_name_and_the_last_one_counts(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(entry(value="800"), encoding="utf-8")
    assert read(tmp_path, entry(value="600"), "a.toml").whole(RADIUS) == 800


@pytest.mark.parametrize("area", ["", "cheshire"], ids=["nationally", "in an area"])
def test_a_value_of_a_day_to_come_is_not_in_force(tmp_path: Path, area: str) -> None:
    assert read(tmp_path, entry(since="2026-05-28", area=area)).whole(RADIUS, "cheshire") == 1000


@pytest.mark.parametrize("area", ["", "cheshire"], ids=["nationally", "in an area"])
def test_a_value_of_today_is_in_force(tmp_path: Path, area: str) -> None:
    assert read(tmp_path, entry(since="2026-05-27", area=area)).whole(RADIUS, "cheshire") == 1200


def test_a_value_says_where_it_is_from(tmp_path: Path) -> None:
    threshold = read(tmp_path, entry(area="cheshire")).threshold(RADIUS, "cheshire")
    assert (threshold.source, threshold.effective_from, threshold.verified) == (
        "A board's minutes",
        date(2026, 1, 1),
        True,
    )


WRONG = {
    "a negative radius": (entry(value="-1"), RADIUS),
    "a negative radius of an area": (entry(value="-1", area="gwent"), RADIUS),
    "a key that there is not": (entry(key="accommodation.own_victim.radius"), "accommodation.own_victim.radius"),
    "a text for a number": (entry(value='"far"'), RADIUS),
    "a truth for a number": (entry(value="true"), RADIUS),
    "a number with decimals": (entry(value="12.5"), RADIUS),
    "a number for a text": (entry(key="accommodation.placement.contact", value="7"), "accommodation.placement.contact"),
    "a text for a day": (entry(key="category.four_from", value='"soon"'), "category.four_from must be a day such as"),
    "a law's day for an area": (
        entry(key="category.four_from", value='"2022-06-01"', area="gwent"),
        "cannot set category.four_from",
    ),
    "a number for a truth": (entry(key="linkage.join_within_agency", value="1"), "linkage.join_within_agency"),
    "no source": (entry(source=None), RADIUS),
    "an empty source": (entry(source=""), RADIUS),
    "a day that is none": (entry(since='"soon"'), RADIUS),
    "a doubtful truth": (entry(verified='"perhaps"'), RADIUS),
    "an entry more": (entry().replace("verified", "checked = 1\nverified"), RADIUS),
    "a bare number": (f'"{RADIUS}" = 1200\n', RADIUS),
    "an area that there is not": (entry(area="chester"), "chester"),
    "areas that are no tables": ("areas = 1\n", "areas"),
    "an area that is no table": ("areas.cheshire = 1\n", "cheshire"),
    "no TOML": ("radius := 7\n", ""),
}


@pytest.mark.parametrize(("text", "key"), WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_said_with_the_file_and_the_key(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(WrongPolicy) as told:
        read(tmp_path, text, "cheshire-board.toml")
    assert "cheshire-board.toml" in str(told.value)
    assert key in str(told.value)


def test_a_file_that_is_not_utf_8_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(entry(source="Bureau d'été").encode("latin-1"))
    with pytest.raises(WrongPolicy, match=r"latin\.toml"):
        load_policy(tmp_path, TODAY)
