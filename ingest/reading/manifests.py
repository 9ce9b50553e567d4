"""The manifest of a feed: who sent it, when it was received, and how it is to be read."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches

from ingest.errors import ManifestFault, UnreadableFile
from ingest.reading.raw import Manifest
from ingest.reading.text import decode

FILE = "feed.toml"
_AGENCY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", re.ASCII)
_TRUE, _FALSE = {"true", "yes"}, {"false", "no", ""}
_KEYS = tuple(Manifest.__dataclass_fields__)


def parse_manifest(content: bytes) -> tuple[Manifest, tuple[str, ...]]:
    """Read feed.toml into a manifest and notices of what was not understood. Raises ManifestFault."""
    try:
        entries = tomllib.loads(decode(FILE, content))
    except UnreadableFile as unreadable:
        raise ManifestFault(unreadable.message, FILE) from None
    except (ValueError, RecursionError):
        raise ManifestFault('feed.toml is no TOML: write lines such as agency = "cheshire-police".', FILE) from None
    return build_manifest(entries, FILE)


def build_manifest(entries: Mapping[str, object], file: str) -> tuple[Manifest, tuple[str, ...]]:
    """Build a manifest from its entries, by key. Raises ManifestFault naming the key at fault."""
    missing = [key for key in ("agency", "received") if entries.get(key) in (None, "")]
    if missing:
        raise ManifestFault(f"{file} does not say {' and '.join(missing)}: add it.", file)
    notices = tuple(
        f"{file} holds an entry that is not read; the nearest known one is {_nearest(key)}"
        for key in entries
        if key not in _KEYS
    )
    agency = entries["agency"]
    if not isinstance(agency, str) or not _AGENCY.fullmatch(agency):
        raise ManifestFault(f"{file}: agency must be a short name such as cheshire-police.", file)
    manifest = Manifest(
        agency=agency,
        received=_day(entries["received"], file),
        handling=_text(entries, "handling", file) or Manifest.handling,
        profile=_text(entries, "profile", file) or Manifest.profile,
        complete=_truth(entries, "complete", file),
        grading=_text(entries, "grading", file),
        synthetic=_truth(entries, "synthetic", file),
    )
    return manifest, notices


def no_manifest() -> ManifestFault:
    """Return the error for a feed without feed.toml."""
    return ManifestFault('there is no feed.toml: add one with agency = "..." and received = 2026-11-20.', FILE)


def _nearest(key: str) -> str:
    return get_close_matches(key.lower(), _KEYS, n=1, cutoff=0)[0]


def _day(value: object, file: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ManifestFault(f"{file}: received must be a day such as 2026-11-20.", file) from None


def _text(entries: Mapping[str, object], key: str, file: str) -> str:
    value = entries.get(key, "")
    if not isinstance(value, str) or len(value) > 80:
        raise ManifestFault(f"{file}: {key} must be a short text in quotation marks.", file)
    return value.strip()


def _truth(entries: Mapping[str, object], key: str, file: str) -> bool:
    value = entries.get(key, False)
    if isinstance(value, bool):
        return value
    lowered = value.strip().lower() if isinstance(value, str) else "?"
    if lowered not in _TRUE | _FALSE:
        raise ManifestFault(f"{file}: {key} must be true or false.", file)
    return lowered in _TRUE
