"""The figures that invented areas are drawn from, read from the files that say where each comes from."""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import polars as pl


def read_text(name: str) -> str:
    """Return the text of a data file of this package."""
    return files("ingest.synthetic").joinpath("data", name).read_text(encoding="utf-8")


@cache
def _marginals() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(read_text("marginals.toml"))


def weights(topic: str) -> dict[str, float]:
    """Return the options of a topic with their weights."""
    found = _marginals()[topic]["weights"]
    if not isinstance(found, dict):
        raise TypeError(f"weights of {topic} are no table")
    return {str(option): float(weight) for option, weight in found.items()}


def rate(topic: str, name: str) -> float:
    """Return one number of a topic: a probability, or a mean where the file says so."""
    found = _marginals()[topic][name]
    if not isinstance(found, float | int):
        raise TypeError(f"{topic}.{name} is no number")
    return float(found)


def mean_and_spread(topic: str, name: str) -> tuple[float, float]:
    """Return a mean and a standard deviation."""
    found = _marginals()[topic][name]
    if not isinstance(found, list):
        raise TypeError(f"{topic}.{name} is no pair")
    return float(found[0]), float(found[1])


@cache
def caseloads() -> Mapping[str, tuple[int, int]]:
    """Return by area slug the nominals of category 1, and of all others, at 31 March 2024."""
    rows = csv.DictReader(read_text("caseloads.csv").splitlines())
    return {row["area"]: (int(row["category_1"]), int(row["category_2_to_4"])) for row in rows}


def read_table(name: str) -> pl.DataFrame:
    """Return a data file of this package as a frame."""
    return pl.read_csv(read_text(name).encode())
