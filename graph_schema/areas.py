"""The 42 MAPPA areas, and the local authorities of England and Wales that lie in them."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True)
class Area:
    """A MAPPA area: `slug` is its name in feeds, links and settings, `name` the one to show."""

    slug: str
    name: str


@dataclass(frozen=True)
class LocalAuthority:
    """A local authority district: its ONS code, its name, and the slug of its MAPPA area."""

    code: str
    name: str
    area: str


def slug(name: str) -> str:
    """Return a name in lower case with each run of other characters than letters and digits as one hyphen."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = files("graph_schema").joinpath("data/local_authorities.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


AREAS: Mapping[str, Area] = MappingProxyType(
    {slug(name): Area(slug(name), name) for name in sorted({row["mappa_area"] for row in _rows()}, key=slug)}
)
"""The MAPPA areas by slug, in the order of their slugs."""

LOCAL_AUTHORITIES: Mapping[str, LocalAuthority] = MappingProxyType(
    {row["code"]: LocalAuthority(row["code"], row["name"], slug(row["mappa_area"])) for row in _rows()}
)
"""The local authority districts by ONS code, in the order of their codes."""
