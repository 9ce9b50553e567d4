"""The invented area as a set with its truth, and the same with a twin for one in eight of its people."""

import csv
import random
from collections import defaultdict
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import polars as pl

from bench.feeds import land
from bench.linkage.sets import TruthSet
from graph_schema.store import open_store
from ingest.linkage.matching import LinkageRecord, read_records
from ingest.synthetic import Options, generate

TODAY = date(2026, 11, 1)
ONE_IN = 8


def invent_area(folder: Path, offenders: int, seed: int) -> TruthSet:
    """Return the records of an invented area, landed in a store of their own, and who each is truly about."""
    generate(folder / "area", Options(areas=("cheshire",), offenders=offenders, seed=seed, history_months=2))
    store = open_store(f"ladybug:{folder / 'graph.lbug'}")
    land(sorted((folder / "area" / "feeds").iterdir()), store)
    people = pl.read_csv(folder / "area" / "truth" / "people.csv").unique("ref", keep="first")
    person_of = dict(people.select("ref", "person_id").iter_rows())
    records = tuple(record for record in read_records(store) if record.ref in person_of)
    store.close()
    pairs = pl.read_csv(folder / "area" / "truth" / "pairs.csv").filter(pl.col("kind").is_in(["twin", "namesake"]))
    lookalikes = frozenset(frozenset(pair) for pair in pairs.select("first", "second").iter_rows())
    title = f"Invented area, {offenders:,} nominals, seed {seed}"
    return TruthSet(title, records, {one.record: person_of[one.ref] for one in records}, lookalikes)


def with_twins(truth: TruthSet, seed: int = 7) -> TruthSet:
    """Return a set with a twin added for one in ONE_IN people: another given name, all else of a record the same.

    The twin has no identifiers. Half of a twin's records are with agencies that have no record of the first, so that
    one record each is all there is to go by.
    """
    dice = random.Random(seed)
    groups: dict[str, list[LinkageRecord]] = defaultdict(list)
    for record in truth.records:
        groups[truth.person_of[record.record]].append(record)
    names = _given_names()
    agencies = sorted({record.agency for record in truth.records})
    records, person_of, lookalikes = list(truth.records), dict(truth.person_of), set(truth.lookalikes)
    for person in sorted(groups):
        known = [record for record in groups[person] if record.born and record.given_names and record.family_name]
        if not known or dice.randrange(ONE_IN):
            continue
        given = dice.choice([name for name in names[known[0].sex] if name not in known[0].given_names])
        elsewhere = [agency for agency in agencies if agency not in {one.agency for one in groups[person]}]
        for record in known:
            agency = dice.choice(elsewhere) if elsewhere and dice.random() < 0.5 else record.agency
            twin = _twin_of(record, agency, given)
            if twin.record not in person_of:
                records.append(twin)
                person_of[twin.record] = f"{person}-twin"
        lookalikes.add(frozenset((person, f"{person}-twin")))
    ordered = tuple(sorted(records, key=lambda one: one.record))
    return TruthSet(f"{truth.name}, with twins", ordered, person_of, frozenset(lookalikes))


def _twin_of(record: LinkageRecord, agency: str, given: str) -> LinkageRecord:
    ref = f"{record.ref.split(':', 1)[1]}-twin"
    return replace(
        record,
        record=f"{agency}:persons:{ref}",
        agency=agency,
        ref=f"{agency}:{ref}",
        given_names=given,
        aliases=(),
        identifiers={},
        raw_identifiers={},
    )


def _given_names() -> dict[str, list[str]]:
    """Return given names by sex, the names that twins of the last decades may have."""
    text = (files("ingest.synthetic") / "data" / "given_names.csv").read_text(encoding="utf-8")
    names: dict[str, list[str]] = {"male": [], "female": [], "": []}
    for row in csv.DictReader(text.splitlines()):
        if row["decade"] in {"1980", "1990", "2000", "2010"}:
            names["male" if row["sex"].lower().startswith("m") else "female"].append(row["name"])
            names[""].append(row["name"])
    return names


_TRADITIONS = """
South Asian: patel singh kaur khan ahmed ali hussain begum akhtar shah mahmood iqbal chowdhury islam rahman kumar
South Asian: sharma malik hussein bibi miah uddin mohammed aziz riaz sheikh qureshi mirza raja
Welsh or Irish: jones williams davies evans thomas roberts lewis hughes morgan edwards owen griffiths lloyd powell rees
Welsh or Irish: jenkins murphy kelly walsh byrne ryan doyle gallagher kennedy lynch murray quinn
"""
_BY_NAME = {
    name: tradition
    for line in _TRADITIONS.split("\n")
    if line
    for tradition, _, names in [line.partition(":")]
    for name in names.split()
}
_EASTERN_EUROPEAN = ("ski", "ska", "wicz", "czyk", "escu", "enko", "ova", "ovic")


def traits_of(record: LinkageRecord) -> dict[str, str]:
    """Return sex, age band and naming tradition of a record; the tradition is guessed from the family name."""
    age = (TODAY.year - record.born.year) if record.born else None
    band = "age not known" if age is None else "under 18" if age < 18 else "18 to 39" if age < 40 else "40 and over"
    name = record.family_name.lower()
    tradition = "Eastern European" if name.endswith(_EASTERN_EUROPEAN) else _BY_NAME.get(name, "other")
    return {"sex": record.sex or "not known", "age": band, "naming tradition": tradition}
