"""What the page about flags says is what there is."""

import re
from pathlib import Path

import pytest

from service.flags import Decision, Status
from service.flags.configured import FILE
from service.flags.deciding import PERSONS_KEY
from service.flags.events import Ending
from service.flags.life import What

PAGE = Path(__file__).resolve().parents[3].joinpath("docs", "flags.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*Status, *Decision, *What, *Ending, PERSONS_KEY, FILE])
def test_every_word_that_is_used_is_explained(word: str) -> None:
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize(("heading", "words"), [("Where a flag stands", Status), ("Deciding", Decision)])
def test_the_tables_name_nothing_else(heading: str, words: type[Status] | type[Decision]) -> None:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(words)
