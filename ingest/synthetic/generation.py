"""An invented area from its options to its files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from graph_schema.areas import AREAS
from ingest.synthetic.accommodation import tell_accommodation
from ingest.synthetic.agencies import Agency, agencies_of
from ingest.synthetic.calendar import Calendar
from ingest.synthetic.cases import name_cases, tell_cases
from ingest.synthetic.changes import LEFT_OUT, list_completely, withdraw_some
from ingest.synthetic.dice import Dice
from ingest.synthetic.errors import CannotGenerate
from ingest.synthetic.frames import AGENCY, MONTH, Statements, as_statements, merge
from ingest.synthetic.ground import ground_of
from ingest.synthetic.meetings import tell_meetings
from ingest.synthetic.options import CHUNK, Format, Options
from ingest.synthetic.orders import tell_orders
from ingest.synthetic.presence import best_records, draw_records
from ingest.synthetic.problems import contradict, nobodies, plant_problems
from ingest.synthetic.recording import write_persons
from ingest.synthetic.relationships import tell_relationships
from ingest.synthetic.residences import tell_residences
from ingest.synthetic.safeguards import tell_safeguards
from ingest.synthetic.scenarios.planting import plant
from ingest.synthetic.setting import Setting
from ingest.synthetic.telling import Telling
from ingest.synthetic.transfers import tell_transfers
from ingest.synthetic.truth import PROBLEMS, SCENARIOS, TruthWriter, known_by, pairs_of, records_of
from ingest.synthetic.workbooks import make_workbook
from ingest.synthetic.workers import tell_workers
from ingest.synthetic.world import World, draw_world
from ingest.synthetic.writing import FeedWriter


@dataclass(frozen=True)
class Summary:
    """How much was invented: feeds, rows in all their tables, and people (those of the scenarios counted)."""

    feeds: int
    rows: int
    people: int


def generate(out: Path, options: Options) -> Summary:
    """Invent areas below `out`: `feeds/` to ingest and `truth/` to judge by.

    Memory is bounded by one chunk of 5,000 nominals. Raises CannotGenerate where `out` already holds something.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise CannotGenerate(f"{out.name} already holds something: name a new or empty folder.")
    truth = TruthWriter(out / "truth")
    calendar = Calendar(options.last_month, options.history_months)
    feeds, rows = 0, 0
    scenarios: list[dict[str, object]] = []
    problems: list[dict[str, object]] = []
    for area, offenders in options.shares.items():
        writer = FeedWriter(out / "feeds", agencies_of(area), calendar)
        settings = list(_settings(area, offenders, options.seed, calendar))
        problems += _write_frame_of_area(writer, settings[0])
        truth.add_records(nobodies(settings[0].agencies))
        for setting in settings:
            _write_chunk(writer, truth, setting)
        scenarios += _write_scenarios(writer, truth, settings[0])
        writer.finish()
        if options.format is Format.XLSX:
            for folder in writer.feeds:
                make_workbook(folder, writer.agency_of(folder).habits)
        feeds, rows = feeds + len(writer.feeds), rows + writer.rows
    truth.write_list(SCENARIOS, scenarios)
    truth.write_list(PROBLEMS, problems)
    return Summary(feeds, rows, truth.people)


def _settings(area: str, offenders: int, seed: int, calendar: Calendar) -> Iterator[Setting]:
    index, ground, agencies = list(AREAS).index(area), ground_of(area), agencies_of(area)
    for chunk, start in enumerate(range(0, max(offenders, 1), CHUNK)):
        size = min(CHUNK, offenders - start)
        if size:
            dice = Dice.for_part(seed, index, chunk)
            yield Setting(area, index, chunk, size, dice, calendar, ground, agencies)


def _write_frame_of_area(writer: FeedWriter, setting: Setting) -> list[dict[str, object]]:
    """Write what does not depend on chunks: the wrong rows first, whose lines are then known, and the agencies."""
    wrong, told = plant_problems(setting.agencies, setting.calendar)
    writer.write(wrong)
    police = f"{setting.area}-police"
    known: list[Agency] = list(setting.agencies.values())
    for neighbour in setting.ground.neighbours:
        known += agencies_of(neighbour).values()
    rows = [{AGENCY: police, MONTH: 0, **agency.as_row()} for agency in known]
    writer.write({"agencies": as_statements("agencies", pl.DataFrame(rows), setting.calendar.months)})
    return told


def _write_chunk(writer: FeedWriter, truth: TruthWriter, setting: Setting) -> None:
    world = draw_world(setting)
    records = draw_records(world)
    said = dict(_tell(world, records))
    wrong, contradictions = contradict(
        said["persons"], setting.agencies, f"{setting.area_index:02d}{setting.chunk:02d}"
    )
    said["withdrawals"] = withdraw_some(setting.dice, said, setting.calendar)
    said = merge([said, wrong])
    _write(writer, setting, said, LEFT_OUT)
    known = records_of(world, records)
    truth.add_records(pl.concat([known, known_by(contradictions, known)]))
    truth.add_pairs(pl.concat([pairs_of(world, records), contradictions]))


def _tell(world: World, records: pl.DataFrame) -> Statements:
    best, calendar = best_records(records), world.setting.calendar
    persons = as_statements("persons", write_persons(world, records), calendar.months)
    residences, addresses = tell_residences(world, records)
    telling = Telling(world, best, name_cases(world, best), addresses)
    told = [
        {"persons": persons},
        residences,
        tell_relationships(world, records),
        tell_cases(telling),
        tell_orders(telling),
        tell_meetings(telling),
        tell_safeguards(telling),
        tell_workers(telling),
        tell_accommodation(telling),
        tell_transfers(telling),
    ]
    return merge(told)


def _write(writer: FeedWriter, setting: Setting, said: Statements, left_out: float) -> None:
    writer.write(said)
    roles = {ref: agency.role for ref, agency in setting.agencies.items()}
    lists = list_completely(setting.dice, said, roles, setting.calendar, left_out)
    writer.write(lists, is_complete=True)


def _write_scenarios(writer: FeedWriter, truth: TruthWriter, first: Setting) -> tuple[dict[str, object], ...]:
    planted = plant(first)
    _write(writer, first, planted.statements, 0.0)
    truth.add_records(planted.records)
    return planted.scenarios
