"""The planted scenarios of an area: what its agencies say of them, who is in them, and what must be found."""

from dataclasses import dataclass

import polars as pl

from ingest.synthetic.frames import Statements
from ingest.synthetic.reserved import BASES
from ingest.synthetic.scenarios import (
    categories,
    category_leads,
    child_contact,
    children,
    close_places,
    data_quality,
    distances,
    key_workers,
    levels,
    marac_cases,
    meetings,
    orders_and_disclosure,
    stays,
    transfers,
    victims,
    zones_and_buildings,
)
from ingest.synthetic.scenarios.plots import Plot
from ingest.synthetic.scenarios.stage import Address, Stage, Who
from ingest.synthetic.scenarios.story import Finding, Story
from ingest.synthetic.setting import Setting

FAMILIES = (zones_and_buildings, distances, marac_cases, transfers, children, close_places)
"""Families that are about places: each of their scenarios has one of its own."""

UNPLACED = (
    key_workers,
    meetings,
    levels,
    categories,
    category_leads,
    data_quality,
    stays,
    victims,
    child_contact,
    orders_and_disclosure,
)
"""Families that are about what is recorded: their scenarios share the places of the others, far from their rules."""


def plots() -> tuple[Plot, ...]:
    """Return every scenario, in the order in which they are planted."""
    return tuple(plot for family in (*FAMILIES, *UNPLACED) for plot in family.PLOTS.all)


@dataclass(frozen=True)
class Planted:
    """The scenarios of an area: feeds, records (person_id, ref, part), and what must follow, ready for the truth."""

    statements: Statements
    records: pl.DataFrame
    scenarios: tuple[dict[str, object], ...]


def plant(setting: Setting) -> Planted:
    """Plant every scenario in the area of `setting`."""
    stage, told = Stage(setting), []
    placed = sum(len(family.PLOTS.all) for family in FAMILIES)
    if placed > BASES:
        raise ValueError(f"an area has room for {BASES} scenarios that have a place of their own, not for {placed}")
    for place, plot in enumerate(plots()):
        now = setting.as_of if plot.fed_by is None else stage.last_feed(plot.fed_by)
        story = Story(stage, place, plot.rule, plot.kind, plot.sentence, now)
        plot.tell(story)
        told.append(_as_truth(story))
    records = pl.DataFrame(
        [
            {"person_id": f"T{setting.area_index:02d}{who.name}", "ref": ref, "part": "scenario"}
            for who in stage.people
            for ref in who.all_refs
        ],
        schema={"person_id": pl.String, "ref": pl.String, "part": pl.String},
    )
    return Planted(stage.statements(), records, tuple(told))


def _as_truth(story: Story) -> dict[str, object]:
    subject = story.subject.all_refs if story.subject else []
    return {
        "id": f"{story.stage.area}-{story.place:03d}",
        "rule": story.rule,
        "kind": story.kind.value,
        "sentence": story.sentence,
        "area": story.stage.area,
        "asOf": story.now.isoformat(),
        "knownAt": story.now.isoformat(),
        "caseRef": story.case_ref or None,
        "subjectRefs": subject,
        "expected": [_expected(story, finding) for finding in story.findings],
    }


def _expected(story: Story, finding: Finding) -> dict[str, object]:
    others: list[str] = []
    for other in finding.others:
        others += other.all_refs if isinstance(other, Who | Address) else [other]
    return {
        "rule": story.rule,
        "outcome": finding.outcome,
        "caseRef": story.case_ref or None,
        "otherRefs": sorted(others),
    }
