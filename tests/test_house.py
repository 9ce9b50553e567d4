"""Facts about the project itself: sizes, names, and that the commands it writes down are the ones that run."""

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scripts.build_docs import find_stale
from scripts.record_soak import read_cases, render
from scripts.system_packages import LIST, is_there, read_needs

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES: list[str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
FOLDERS = sorted({path.parent for path in MODULES})
DATA = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("data") if path.is_dir())
LONGEST = 300
VAGUE = re.compile(r"utils?|helpers?|managers?|handlers?|common|misc|stuff|core|base")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def short(path: Path) -> str:
    """Return a path as seen from the project."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=short)
def test_a_module_answers_one_question(module: Path) -> None:
    lines = module.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST, f"{lines} lines: look for the seam"


@pytest.mark.parametrize("path", [*FOLDERS, *MODULES], ids=short)
def test_a_name_says_what_is_inside(path: Path) -> None:
    assert VAGUE.fullmatch(path.stem) is None


@pytest.mark.parametrize("folder", FOLDERS, ids=short)
def test_a_folder_says_in_a_sentence_what_it_answers(folder: Path) -> None:
    opening = (folder / "__init__.py").read_text(encoding="utf-8")
    assert re.match(r'"""[A-Z`].*[.]', opening), f"{short(folder)}/__init__.py needs a docstring of one sentence"


def test_the_packages_are_the_house_and_nothing_else() -> None:
    assert PACKAGES == ["graph_schema", "ingest", "service", "visualise"]
    assert PROJECT["tool"]["importlinter"]["root_packages"] == PACKAGES


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_a_make_target_that_is_written_down_exists(name: str) -> None:
    written = re.findall(r"\bmake ([a-z]+)\b", "\n".join(_code_of((ROOT / name).read_text(encoding="utf-8"))))
    assert written
    assert set(written) <= set(re.findall(r"^([a-z]+):", MAKEFILE, flags=re.MULTILINE))


def test_every_make_target_is_on_the_menu() -> None:
    targets = set(re.findall(r"^\.PHONY: (\w+)$", MAKEFILE, flags=re.MULTILINE))
    assert targets == set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, flags=re.MULTILINE))


def test_the_test_command_of_the_readme_is_what_ci_runs() -> None:
    section = README.split("## Working on it")[1]
    command = next(line.strip() for line in section.splitlines() if line.startswith("    "))
    assert command == "make test"
    assert f"\n{command}\n" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "run: bash .ci/run" in (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page", sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]), ids=short
)
def test_a_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_the_readme_opens_with_the_question_the_commands_and_the_limits() -> None:
    screen = "\n".join(README.splitlines()[:30])
    assert "?**" in screen
    assert "    make demo\n    make test\n" in screen
    assert "](docs/pictures/flag-map.svg)" in screen
    assert "must not be used" in screen


def test_the_version_has_its_entry_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## [{PROJECT['project']['version']}] - " in changelog


def test_the_generated_pages_say_what_the_code_says() -> None:
    assert find_stale(ROOT / "docs") == [], "run: make docs"


@pytest.mark.parametrize("page", sorted((ROOT / "docs/adr").glob("[0-9]*.md")), ids=short)
def test_a_decision_has_status_context_decision_and_consequences(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(page.name[:4])}. ")
    assert re.search(r"^Status: (proposed|accepted|superseded by \d+), \d{4}-\d\d-\d\d\.$", text, flags=re.MULTILINE)
    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE)[:3] == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("data", DATA, ids=short)
def test_data_that_ships_names_its_source(data: Path) -> None:
    assert (data / "PROVENANCE.md").exists()


def test_what_setup_needs_of_the_machine_is_looked_for() -> None:
    needs = read_needs(LIST.read_text(encoding="utf-8"))
    assert [sought for sought, _, _ in needs if not is_there(sought)] == []
    assert not is_there("program there-is-no-such-program")
    assert not is_there("module there_is_no_such_module")


def test_the_page_of_the_long_proofs_tells_of_failures(tmp_path: Path) -> None:
    report = tmp_path / "soak.xml"
    report.write_text(
        '<testsuites><testsuite><testcase classname="tests.a" name="holds" time="90"/>'
        '<testcase classname="tests.a" name="breaks|down" time="30"><failure/></testcase></testsuite></testsuites>',
        encoding="utf-8",
    )
    page = render(read_cases(report), datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "2 cores")
    assert "**1 of 2 did not pass**" in page
    assert "- **Time:** 2.0 minutes of tests" in page
    assert "| a: breaks\\|down | 30.0 | failure |" in page


def _code_of(page: str) -> list[str]:
    """Return the code of a page: indented lines, and what stands between backticks."""
    return [line for line in page.splitlines() if line.startswith("    ")] + re.findall(r"`([^`\n]+)`", page)
