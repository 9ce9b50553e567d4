"""A model of how records compare: a file named by date and hash, with its thresholds inside."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

from ingest.linkage.matching.comparisons import RESPECTS, Weights
from ingest.linkage.matching.errors import ModelFault
from ingest.linkage.proposals import Verdict

_LEVELS = {one.name: {level.name for level in one.levels if level.verdict is not Verdict.MISSING} for one in RESPECTS}

FORMAT = 1
"""The version of model files that this code reads; it goes up when respects or levels change."""


@dataclass(frozen=True)
class Thresholds:
    """Weights in bits, the prior included, from which two records are joined, stay joined, go to review."""

    join: float = 10.0
    stay: float = 6.0
    review: float = -3.0


@dataclass(frozen=True)
class IdentifierWeights:
    """Weights in bits, set by hand: a valid identifier agrees, or one differs from a value sent by one slip."""

    agrees: float = 20.0
    slip: float = 8.0


@dataclass(frozen=True)
class Model:
    """What is known of how records compare.

    `weights` are shares by respect and level; `others_per_record` is how many others of the same person a record has on
    average, `scale` what weights are multiplied by so that probabilities are right, `frequencies` those of common
    names. `trained_on` says in words on what.
    """

    made_on: date
    trained_on: str
    weights: Weights
    others_per_record: float
    scale: float = 1.0
    thresholds: Thresholds = field(default_factory=Thresholds)
    identifiers: IdentifierWeights = field(default_factory=IdentifierWeights)
    frequencies: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def content(self) -> dict[str, Any]:
        """Return what is kept in the file, less the name."""
        return {
            "format": FORMAT,
            "made_on": self.made_on.isoformat(),
            "trained_on": self.trained_on,
            "others_per_record": self.others_per_record,
            "scale": self.scale,
            "thresholds": asdict(self.thresholds),
            "identifiers": asdict(self.identifiers),
            "weights": {name: {level: list(pair) for level, pair in of.items()} for name, of in self.weights.items()},
            "frequencies": self.frequencies,
        }

    @property
    def name(self) -> str:
        """Return the model's name: its day and a hash of all it holds."""
        text = json.dumps(self.content, sort_keys=True, ensure_ascii=False)
        return f"{self.made_on.isoformat()}_{blake2b(text.encode(), digest_size=4).hexdigest()}"

    def save(self, folder: Path) -> Path:
        """Write the model as `model_NAME.json` in a folder and return where."""
        path = folder / f"model_{self.name}.json"
        text = json.dumps({"name": self.name, **self.content}, ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8", newline="")
        return path


def load_model(path: Path) -> Model:
    """Return the model in a file.

    Raises ModelFault where there is none, it is of another version, or it is not what it was when it was made.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ModelFault(f"The model {path.name} cannot be read: name a file that `linkage train` wrote.") from error
    return _parse(text, path.name)


@cache
def shipped_model() -> Model:
    """Return the model that comes with the service, the newest where there are several."""
    found = sorted(
        (one for one in (files("ingest.linkage.matching") / "data").iterdir() if one.name.startswith("model_")),
        key=lambda one: one.name,
    )
    if not found:
        raise ModelFault("No model came with this installation: install risk-network again, or name a model file.")
    return _parse(found[-1].read_text(encoding="utf-8"), found[-1].name)


def _parse(text: str, file: str) -> Model:
    try:
        held = json.loads(text)
        found = held.pop("format")
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ModelFault(f"{file} is no model: name a file that `linkage train` wrote.") from error
    if found != FORMAT:
        raise ModelFault(f"{file} is a model of format {found}, this service reads {FORMAT}: train a new one.")
    try:
        name = held.pop("name")
        model = Model(
            made_on=date.fromisoformat(held.pop("made_on")),
            thresholds=Thresholds(**held.pop("thresholds")),
            identifiers=IdentifierWeights(**held.pop("identifiers")),
            weights={name: {level: (m, u) for level, (m, u) in of.items()} for name, of in held.pop("weights").items()},
            **held,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelFault(f"{file} lacks parts of a model: name a file as `linkage train` wrote it.") from error
    if name != model.name:
        raise ModelFault(
            f"{file} was changed after it was made: its hash is no longer that of its name. Train it again."
        )
    if {name: set(of) for name, of in model.weights.items()} != _LEVELS:
        raise ModelFault(f"{file} compares in other ways than this service does: train a new one.")
    return model
