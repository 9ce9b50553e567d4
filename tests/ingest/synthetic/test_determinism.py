"""The same options make the same bytes, and an area is the same alone and among others."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from ingest.synthetic import Format, Options, generate
from ingest.synthetic.errors import CannotGenerate


def _digests(root: Path, only: str = "") -> dict[str, str]:
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and only in str(path.relative_to(root))
    }


def _made(root: Path, **options: Any) -> Path:
    generate(root, Options(**{"offenders": 40, "history_months": 4, **options}))
    return root


@pytest.mark.parametrize("form", list(Format))
def test_two_runs_are_the_same_to_the_byte(tmp_path: Path, form: Format) -> None:
    first, second = _made(tmp_path / "1", format=form), _made(tmp_path / "2", format=form)
    assert _digests(first) == _digests(second)
    assert _digests(first)


def test_another_seed_makes_another_area(tmp_path: Path) -> None:
    first, second = _made(tmp_path / "1"), _made(tmp_path / "2", seed=2)
    persons = "cheshire-police-2026-07-02/persons.csv"
    assert _digests(first, persons) != _digests(second, persons)


def test_an_area_alone_equals_its_part_of_a_larger_run(tmp_path: Path) -> None:
    options = Options(("cheshire", "gwent"), 90, history_months=4)
    generate(tmp_path / "both", options)
    _made(tmp_path / "alone", areas=("gwent",), offenders=options.shares["gwent"])
    alone, both = _digests(tmp_path / "alone" / "feeds"), _digests(tmp_path / "both" / "feeds")
    assert alone
    assert alone.items() <= both.items()


def test_nominals_are_shared_out_like_caseloads_and_none_is_lost() -> None:
    shares = Options(("all",), 100_000).shares
    assert len(shares) == 42
    assert sum(shares.values()) == 100_000
    assert max(shares, key=lambda area: shares[area]) == "london"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"areas": ("atlantis",)}, "atlantis"),
        ({"areas": ()}, "slugs"),
        ({"offenders": 0}, "at least one"),
        ({"history_months": 121}, "120 months"),
        ({"offenders": 60_000}, "50,000"),
    ],
    ids=[
        "an area that does not exist",
        "no area at all",
        "nobody",
        "more than ten years",
        "more than one area can hold",
    ],
)
def test_options_that_cannot_be_met_say_what_to_change(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(CannotGenerate, match=said):
        Options(**wrong)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(CannotGenerate, match="new or empty folder"):
        generate(tmp_path, Options())
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
