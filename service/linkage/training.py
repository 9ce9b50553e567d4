"""Training the model on an area's own records, and telling how it differs from the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph_schema.store import GraphStore
from ingest.judging.deciding import now
from service.errors import CannotExport

MOST_TOLD = 20
"""Weights told of in the table; JSON tells all."""


@dataclass(frozen=True)
class Trained:
    """A model that was trained and written: its name, the file, and each weight before and after, in bits."""

    name: str
    file: Path
    changes: Sequence[Any]

    @property
    def lines(self) -> list[str]:
        """Return what to print: the file, then the weights that changed most."""
        told = [f"Model {self.name} written to {self.file}."]
        for one in self.changes[:MOST_TOLD]:
            before = "   new" if one.before is None else f"{one.before:+6.2f}"
            told.append(f"{before} -> {one.after:+6.2f}  {one.respect}: {one.level}")
        return told

    def as_json(self) -> dict[str, object]:
        """Return it in the form the outside reads."""
        changes = [
            {"respect": one.respect, "level": one.level, "before": one.before, "after": one.after}
            for one in self.changes
        ]
        return {"model": self.name, "file": str(self.file), "changes": changes}


def train_on(store: GraphStore, base: Any, folder: Path) -> Trained:
    """Train on all records of people in a store, beginning from `base` or the model that ships, and write the model.

    Raises CannotExport where the folder cannot be written, and what the training raises.
    """
    from ingest.linkage.matching.model import shipped_model
    from ingest.linkage.matching.records import read_records
    from ingest.linkage.matching.training import train

    made_on = now().date()
    model, changes = train(
        read_records(store), base or shipped_model(), made_on=made_on, trained_on="the records of this store"
    )
    try:
        file = model.save(folder)
    except OSError as error:
        raise CannotExport(f"The model cannot be written to {folder}: {error.strerror}.") from error
    return Trained(model.name, file, changes)
