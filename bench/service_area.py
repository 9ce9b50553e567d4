"""The area that the service and its rules are measured on: a copy of a store, or a small one made for the run."""

import argparse
import os
import platform
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.feeds import land
from graph_schema.store import open_store
from graph_schema.store.location import LadybugFile, parse_location
from ingest.synthetic import Options, generate


@dataclass(frozen=True)
class Area:
    """A store that only this run uses, and what it is called in the figures."""

    path: Path
    title: str

    @property
    def location(self) -> str:
        """Return the store as settings name it."""
        return f"ladybug:{self.path}"


def add_area_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is measured."""
    parser.add_argument("--store", help="an embedded store, as ladybug:PATH; a copy of it is measured")
    parser.add_argument("--areas", default="cheshire", help="without --store: MAPPA areas to invent, or all")
    parser.add_argument("--offenders", type=int, default=300, help="without --store: how many nominals to invent")
    parser.add_argument("--months", type=int, default=3, help="without --store: months of feeds")


def prepare_area(options: argparse.Namespace, folder: Path) -> Area:
    """Return the area to measure, kept in `folder`; stops the bench where the store named is no embedded one."""
    path = folder / "graph.lbug"
    if options.store is None:
        chosen = Options(tuple(options.areas.split(",")), options.offenders, history_months=options.months)
        generate(folder / "invented", chosen)
        store = open_store(f"ladybug:{path}")
        land(sorted((folder / "invented" / "feeds").iterdir()), store)
        store.close()
        return Area(path, f"{options.areas}, {options.offenders:,} nominals, {options.months} months of feeds")
    place = parse_location(options.store)
    if not isinstance(place, LadybugFile):
        raise SystemExit(f"{options.store} is no embedded store: name one as ladybug:PATH.")
    for part in sorted(place.path.parent.glob(f"{place.path.name}*")):
        if part.suffix != ".lock":
            shutil.copy2(part, folder / part.name.replace(place.path.name, path.name, 1))
    store = open_store(f"ladybug:{path}", read_only=True)
    title = f"{store.stats().nodes.get('MappaCase', 0):,} cases, landed before"
    store.close()
    return Area(path, title)


def machine() -> str:
    """Return what the figures were made on, its load included: other work on the machine makes every time longer."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    version = platform.python_version()
    return f"{os.cpu_count()} cores, Python {version}, load average {load}, {datetime.now(tz=UTC):%Y-%m-%d %H:%M} UTC."
