"""A policy file, checked: only known keys, only values of the key's kind, nothing negative, every one sourced."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from graph_schema.areas import AREAS
from service.policy.errors import WrongPolicy
from service.policy.policy import Policy, Threshold

_AREAS = "areas"
NATIONAL = frozenset({
    "category.coercive_control_from", "category.four_from", "category.qualifying_months", "category.suspended_months",
    "child.age_years", "level.critical_words", "linkage.join_within_agency",
})  # fmt: skip
"""Keys that no area sets for itself: the law's, and what is done to records that several areas share."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    value: StrictBool | StrictInt | StrictStr
    source: StrictStr = Field(min_length=1)
    effective_from: date
    verified: StrictBool


def load_policy(folder: Path | None = None, today: date | None = None) -> Policy:
    """Return the policy that ships, with what the files of `folder` set otherwise, nationally or for an area.

    A value whose day has not come by `today` (by default, this day) is not yet in force. Raises WrongPolicy.
    """
    today = today or datetime.now().astimezone().date()
    shipped = _national(
        tomllib.loads(files(__package__).joinpath("policy.toml").read_text("utf-8")), "policy.toml", None
    )
    national = dict(shipped)
    by_area: dict[str, dict[str, Threshold]] = {}
    for path in sorted(folder.glob("*.toml")) if folder else []:
        content = _read(path)
        national |= _in_force(_national(content, path.name, shipped), today)
        for area, entries in _areas(content, path.name).items():
            by_area.setdefault(area, {}).update(_in_force(_national(entries, path.name, shipped), today))
    return Policy(national, by_area)


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise WrongPolicy(f"{path.name} is not a policy file: {fault}. Write it as TOML, in UTF-8.") from None


def _areas(content: Mapping[str, object], file: str) -> dict[str, Mapping[str, object]]:
    areas = content.get(_AREAS, {})
    if not isinstance(areas, dict):
        raise WrongPolicy(f'{file}: `areas` must be tables, as in [areas.cheshire."child.age_years"].')
    for area, entries in areas.items():
        if area not in AREAS or not isinstance(entries, dict):
            raise WrongPolicy(f"{file}: {area} is not one of the 42 MAPPA areas. Use its slug, such as `cheshire`.")
        if odd := [key for key in entries if key in NATIONAL]:
            raise WrongPolicy(f"{file}: {area} cannot set {odd[0]}: it is the same in every area.")
    return areas


def _national(content: Mapping[str, object], file: str, known: Mapping[str, Threshold] | None) -> dict[str, Threshold]:
    return {key: _threshold(key, entry, file, known) for key, entry in content.items() if key != _AREAS}


def _threshold(key: str, entry: object, file: str, known: Mapping[str, Threshold] | None) -> Threshold:
    if known is not None and key not in known:
        raise WrongPolicy(f"{file}: {key} is not a policy key. docs/policy.md lists them all.")
    try:
        checked = _Entry.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join([key, *(str(part) for part in first["loc"][:1])])
        raise WrongPolicy(f"{file}: {place}: {first['msg']}.") from None
    if known is not None and type(checked.value) is not type(known[key].value):
        raise WrongPolicy(f"{file}: {key} must be of the kind of {known[key].value!r}.")
    if known is not None and _is_day(known[key].value) and not _is_day(checked.value):
        raise WrongPolicy(f"{file}: {key} must be a day such as {known[key].value}.")
    if not isinstance(checked.value, (bool, str)) and checked.value < 0:
        raise WrongPolicy(f"{file}: {key} is {checked.value}. It cannot be negative.")
    return Threshold(checked.value, checked.source, checked.effective_from, checked.verified)


def _is_day(value: object) -> bool:
    try:
        return bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


def _in_force(thresholds: dict[str, Threshold], today: date) -> dict[str, Threshold]:
    return {key: threshold for key, threshold in thresholds.items() if threshold.effective_from <= today}
