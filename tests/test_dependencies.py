"""Every dependency is accounted for: a line in docs/dependencies.md, a pinned and hashed place in the lock."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PAGE = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")


def name_of(requirement: str) -> str:
    """Return the normalised name of a requirement."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def declared() -> list[str]:
    """Return the names that pyproject.toml asks for, to run, for the extras and to build."""
    project = PROJECT["project"]
    asked = [*project["dependencies"], *PROJECT["build-system"]["requires"]]
    asked += [requirement for extra in project["optional-dependencies"].values() for requirement in extra]
    return sorted({name_of(requirement) for requirement in asked})


def locked() -> dict[str, str]:
    """Return the text of each package's entry in the lock; where versions fork by Python, all of it together."""
    entries: dict[str, str] = {}
    for entry in re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE):
        if entry.strip():
            name = name_of(entry)
            entries[name] = entries.get(name, "") + entry
    return entries


ROWS = re.findall(r"^\| `([^`]+)` \| (.+) \| (.+) \| (.+) \|$", PAGE, flags=re.MULTILINE)


@pytest.mark.parametrize("name", declared())
def test_a_dependency_has_its_line(name: str) -> None:
    lines = [row for row in ROWS if row[0] == name]
    assert len(lines) == 1, f"docs/dependencies.md needs one line for {name}: what for, licence, instead of"
    assert all(cell.strip() for cell in lines[0])


def test_no_line_outlives_its_dependency() -> None:
    assert sorted(row[0] for row in ROWS) == declared()


@pytest.mark.parametrize("name", declared())
def test_a_dependency_is_in_the_lock(name: str) -> None:
    assert name in locked(), f"{name} is missing from requirements.lock: make lock"


@pytest.mark.parametrize("name", sorted(locked()))
def test_an_entry_of_the_lock_is_pinned_and_hashed(name: str) -> None:
    entry = locked()[name]
    assert re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+", entry)
    assert "--hash=sha256:" in entry


def test_the_lock_names_no_registry_and_no_place_on_a_machine() -> None:
    assert re.findall(r"https?://|file:|index-url|find-links| @ |/home/|/tmp/|/root/", LOCK) == []
