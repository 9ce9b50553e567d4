"""Which records may be about one person, and why: compared by names, birth, sex, homes, ties and identifiers.

`propose` is the door: it takes records and gives proposals. `read_records` reads records from a store, `train` learns
a model from an area's own records, `load_model` and `shipped_model` give one that was learnt before. Splink and DuckDB
are loaded when records are compared, not when this is imported.
"""

from ingest.linkage.matching.blocking import BlockingReport, RuleCost
from ingest.linkage.matching.errors import CannotTrain, LinkageError, LinkageNotInstalled, ModelFault
from ingest.linkage.matching.evidence import HeldAddress, LinkageRecord, Related
from ingest.linkage.matching.guards import WORDS as GUARD_WORDS
from ingest.linkage.matching.model import Model, Thresholds, load_model, shipped_model
from ingest.linkage.matching.proposing import Proposals, propose
from ingest.linkage.matching.records import read_records
from ingest.linkage.matching.training import WeightChange, train

__all__ = [
    "GUARD_WORDS",
    "BlockingReport",
    "CannotTrain",
    "HeldAddress",
    "LinkageError",
    "LinkageNotInstalled",
    "LinkageRecord",
    "Model",
    "ModelFault",
    "Proposals",
    "Related",
    "RuleCost",
    "Thresholds",
    "WeightChange",
    "load_model",
    "propose",
    "read_records",
    "shipped_model",
    "train",
]
