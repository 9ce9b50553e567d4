"""The page about profiles is right: its example gives what it says, and every key and profile stands in it."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from ingest.profiles import apply_profile, list_profiles, load_profile
from ingest.profiles.schema import Cell, Condition, LeftOut, LookUp, Pairs, Profile, Record
from ingest.reading.raw import RawFeed

PAGE = Path(__file__).parents[3].joinpath("docs", "profiles.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    [text] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(text)


def test_the_example_gives_what_the_page_says(
    tmp_path: Path, a_feed: Callable[..., RawFeed], rows_of: Callable[[RawFeed, str], list[dict[str, str]]]
) -> None:
    (tmp_path / "cutterby_trust.toml").write_text(block("toml"), encoding="utf-8")
    sent = {"patient list": list(csv.DictReader(block("csv").splitlines()))}
    mapped = apply_profile(load_profile("cutterby_trust", tmp_path), a_feed(**sent))
    assert {table: rows_of(mapped.feed, table) for table in mapped.feed.tables} == json.loads(block("json"))
    assert mapped.notices == ()


@pytest.mark.parametrize("name", list_profiles())
def test_every_shipped_profile_stands_in_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("part", [Profile, Record, Cell, Condition, LeftOut, LookUp, Pairs])
def test_every_key_stands_in_the_page(part: type[BaseModel]) -> None:
    own = {"name", "identity"}
    keys = {field.alias or name for name, field in part.model_fields.items()} - own
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", PAGE)] == []
