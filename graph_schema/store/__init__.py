"""Where the graph is kept: one seam, and the engines behind it."""

from graph_schema.store.batch import Batch, Link
from graph_schema.store.errors import (
    BatchFault,
    QueryFault,
    QueryTimeout,
    StoreBusy,
    StoreError,
    StoreTooSmall,
    StoreUnavailable,
    StoreVersionMismatch,
    WrongLocation,
)
from graph_schema.store.limits import Limits
from graph_schema.store.opening import migrate, open_store
from graph_schema.store.seam import GraphStore, Parameters, Stats, Step, Value

__all__ = [
    "Batch",
    "BatchFault",
    "GraphStore",
    "Limits",
    "Link",
    "Parameters",
    "QueryFault",
    "QueryTimeout",
    "Stats",
    "Step",
    "StoreBusy",
    "StoreError",
    "StoreTooSmall",
    "StoreUnavailable",
    "StoreVersionMismatch",
    "Value",
    "WrongLocation",
    "migrate",
    "open_store",
]
