"""Finding a profile by name, among those that ship and an area's own, and reading it strictly."""

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from ingest.profiles.checks import find_faults, suggest_name
from ingest.profiles.errors import ProfileFault
from ingest.profiles.schema import (
    Cell,
    Condition,
    LeftOut,
    LookUp,
    Pairs,
    Profile,
    Record,
)

_NAME = re.compile(r"[a-z0-9_]+")
_SHIPPED = "data"
_PARTS: tuple[type[BaseModel], ...] = (Profile, Record, Cell, Condition, LeftOut, LookUp, Pairs)
_MERGED = ("constants", "codes", "ignored")


def _find_files(folder: Path | None) -> dict[str, Traversable]:
    shipped = {
        file.name.removesuffix(".toml"): file
        for file in files("ingest.profiles").joinpath(_SHIPPED).iterdir()
        if file.name.endswith(".toml")
    }
    own: dict[str, Traversable] = {path.stem: path for path in sorted(folder.glob("*.toml"))} if folder else {}
    for name in own.keys() & shipped.keys():
        raise ProfileFault(
            f"a profile called '{name}' comes with the program; give this file another name", f"{name}.toml"
        )
    return dict(sorted((shipped | own).items()))


def list_profiles(folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of the profiles that ship and, where given, of those in an area's own folder."""
    return tuple(_find_files(folder))


def _read_toml(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ProfileFault(f"this is not TOML in UTF-8: {fault}; mend that place", file.name) from fault


def _known_keys() -> tuple[str, ...]:
    fields = (field for part in _PARTS for field in part.model_fields.items())
    return tuple(dict.fromkeys(field.alias or name for name, field in fields))


def _explain(fault: ValidationError) -> str:
    first = fault.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(step + 1) if isinstance(step, int) else step for step in first["loc"]) or "the profile"
    if first["type"] == "extra_forbidden":
        key = str(first["loc"][-1])
        return f"{place}: there is no key '{key}' there; {suggest_name(key, _known_keys())}"
    if first["type"] == "missing":
        return f"{place}: this key is missing; add it"
    if first["type"] == "string_type":
        return f"{place}: write the value in quotes"
    return f"{place}: {first['msg'].removeprefix('Value error, ')}"


def _build(name: str, file: Traversable, data: Mapping[str, Any]) -> Profile:
    try:
        profile = Profile.model_validate({**data, "name": name})
    except ValidationError as fault:
        raise ProfileFault(_explain(fault), file.name) from fault
    faults = find_faults(profile)
    if faults:
        raise ProfileFault("; ".join(faults), file.name)
    return profile


def _extend(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Lay an area's own settings over a profile: tables of values are merged, lists of rules are added to."""
    merged = {**base, **own}
    for key in _MERGED:
        merged[key] = {**base.get(key, {}), **own.get(key, {})}
    for name in base.get("codes", {}).keys() & own.get("codes", {}).keys():
        merged["codes"][name] = {**base["codes"][name], **own["codes"][name]}
    for key in ("left_out", "records"):
        merged[key] = [*base.get(key, []), *own.get(key, [])]
    return merged


def load_profile(name: str, folder: Path | None = None) -> Profile:
    """Return the profile called `name` (a hyphen may stand for an underscore), sound in itself and with the feed.

    `folder` holds an area's own profiles; one of them may start from another with `extends = "<name>"`.
    Raises ProfileFault for an unknown name, naming the nearest, and for a broken file, naming file, key and fix.
    """
    known = _find_files(folder)
    stem = name.strip().lower().replace("-", "_")
    # The name comes from a feed: it is looked up among the known, and never becomes a path.
    if not _NAME.fullmatch(stem) or stem not in known:
        near = suggest_name(stem, tuple(known))
        raise ProfileFault(
            f"there is no profile called '{name}' ({near}); known profiles: {', '.join(known)}. "
            "Correct `profile` in feed.toml, or put the profile's file into the area's folder of profiles"
        )
    data = _read_toml(known[stem])
    base = data.pop("extends", None)
    if base is None:
        return _build(stem, known[stem], data)
    if not isinstance(base, str) or base not in known or base == stem:
        raise ProfileFault(f"extends: name one of {', '.join(known)}", known[stem].name)
    base_data = _read_toml(known[base])
    if "extends" in base_data:
        raise ProfileFault(f"extends: '{base}' extends another itself; extend that one", known[stem].name)
    _build(base, known[base], base_data)
    return _build(stem, known[stem], _extend(base_data, data))
