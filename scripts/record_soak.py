"""Turn the JUnit report of `make soak` into docs/soak.md: when, on what, how many, how long, with what outcome."""

import os
import platform
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from defusedxml import ElementTree

LONGEST_SHOWN = 25


@dataclass(frozen=True)
class Case:
    """One proof as it was run; seconds are wall time."""

    name: str
    seconds: float
    outcome: str


def read_cases(report: Path) -> list[Case]:
    """Return the cases of a JUnit XML report, longest first."""
    cases = []
    for element in ElementTree.parse(report).iter("testcase"):
        fates = {child.tag for child in element}
        outcome = next((fate for fate in ("error", "failure", "skipped") if fate in fates), "passed")
        place = element.get("classname", "").removeprefix("tests.")
        cases.append(Case(f"{place}: {element.get('name', '')}", float(element.get("time", "0")), outcome))
    return sorted(cases, key=lambda case: -case.seconds)


def render(cases: list[Case], when: datetime, machine: str) -> str:
    """Return the page."""
    bad = [case for case in cases if case.outcome != "passed"]
    outcome = f"**{len(bad)} of {len(cases)} did not pass**" if bad else f"all {len(cases)} passed"
    rows = [f"| {_cell(case.name)} | {case.seconds:,.1f} | {case.outcome} |" for case in cases[:LONGEST_SHOWN]]
    rows += [f"| {_cell(case.name)} | {case.seconds:,.1f} | {case.outcome} |" for case in bad]
    return "\n".join(
        [
            "# The long proofs",
            "",
            "<!-- Made by `make soak`. -->",
            "",
            "The tests that take a number of rounds, run at full depth.",
            "",
            f"- **Run:** {when:%Y-%m-%d %H:%M} UTC",
            f"- **Machine:** {machine}",
            f"- **Outcome:** {outcome}",
            f"- **Time:** {sum(case.seconds for case in cases) / 60:,.1f} minutes of tests",
            "",
            f"The longest {min(len(cases), LONGEST_SHOWN)}, then any that did not pass:",
            "",
            "| proof | seconds | outcome |",
            "|---|---:|---|",
            *dict.fromkeys(rows),
            "",
        ]
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(report: str, page: str) -> int:
    """Read the report and write the page."""
    if not Path(report).exists():
        print(f"{report} is not there: the tests did not start, so {page} stays as it was.")
        return 1
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    Path(page).write_text(render(read_cases(Path(report)), datetime.now(tz=UTC), machine), encoding="utf-8")
    print(f"written: {page}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
