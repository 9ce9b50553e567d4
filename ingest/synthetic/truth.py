"""What only the inventor knows: who is who, who is easily mistaken for whom, and which rows are wrong on purpose."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingest.synthetic.world import World

PEOPLE, PAIRS, SCENARIOS, PROBLEMS = "people.csv", "pairs.csv", "scenarios.json", "problems.json"


@dataclass
class TruthWriter:
    """Writes the truth below `root`, a chunk at a time."""

    root: Path
    people: int = 0

    def __post_init__(self) -> None:
        self.root.mkdir(parents=True)
        (self.root / PEOPLE).write_text("person_id,ref,part\n", encoding="utf-8", newline="")
        (self.root / PAIRS).write_text("kind,first,second\n", encoding="utf-8", newline="")

    def add_records(self, records: pl.DataFrame) -> None:
        """Add who each record is about: person_id, ref (agency:ref), part."""
        self.people += records["person_id"].n_unique()
        self._append(PEOPLE, records.select("person_id", "ref", "part"))

    def add_pairs(self, pairs: pl.DataFrame) -> None:
        """Add pairs: kind, first, second."""
        self._append(PAIRS, pairs.select("kind", "first", "second"))

    def write_list(self, name: str, entries: Iterable[Mapping[str, object]]) -> None:
        """Write a list of entries, one a line."""
        lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
        (self.root / name).write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="")

    def _append(self, name: str, rows: pl.DataFrame) -> None:
        with (self.root / name).open("a", encoding="utf-8", newline="") as file:
            file.write(rows.write_csv(include_header=False))


def person_ids(world: World, persons: pl.Series) -> pl.Series:
    """Return the name that the truth has for each person."""
    setting = world.setting
    return pl.select(
        pl.lit(f"T{setting.area_index:02d}{setting.chunk:02d}-") + persons.cast(pl.String).str.zfill(6)
    ).to_series()


def records_of(world: World, records: pl.DataFrame) -> pl.DataFrame:
    """Return person_id, ref and part of every record."""
    return records.select(
        person_ids(world, records["person"]).alias("person_id"),
        (pl.col("agency") + ":" + pl.col("ref")).alias("ref"),
        world.people["part"].gather(records["person"]).alias("part"),
    )


def known_by(contradictions: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Return whose the contradictory records truly are: the person whose name each bears, the first it stands with."""
    about = contradictions.unique("first", keep="first", maintain_order=True)
    return about.join(records, left_on="second", right_on="ref", maintain_order="left").select(
        "person_id", pl.col("first").alias("ref"), "part"
    )


def pairs_of(world: World, records: pl.DataFrame) -> pl.DataFrame:
    """Return twins and namesakes by person_id, and by ref the records that one agency has twice."""
    named = records.with_columns((pl.col("agency") + ":" + pl.col("ref")).alias("name"))
    double = (
        named.filter("is_duplicate")
        .join(named.filter(~pl.col("is_duplicate")), on=["agency", "person"], maintain_order="left")
        .select(pl.lit("duplicate").alias("kind"), pl.col("name_right").alias("first"), pl.col("name").alias("second"))
    )
    parts = [double]
    for kind, pairs in (("twin", world.lookalikes.twins), ("namesake", world.lookalikes.namesakes)):
        first, second = (pl.Series([pair[end] for pair in pairs], dtype=pl.Int64) for end in (0, 1))
        named_pairs = {"first": person_ids(world, first), "second": person_ids(world, second)}
        parts.append(pl.DataFrame(named_pairs).select(pl.lit(kind).alias("kind"), "first", "second"))
    return pl.concat(parts)
