"""Where the graph is kept: one seam, and the engines behind it."""

from graph_schema.store.batch import Batch, Link
from graph_schema.store.errors import (
    BatchFault,
    LeaseHeld,
    LeaseLost,
    LoginRefused,
    QueryFault,
    QueryTimeout,
    StoreBusy,
    StoreError,
    StoreTooSmall,
    StoreUnavailable,
    StoreVersionMismatch,
    WriteUnsettled,
    WrongLocation,
)
from graph_schema.store.limits import Limits
from graph_schema.store.location import ServerAccess
from graph_schema.store.opening import migrate, open_store
from graph_schema.store.seam import GraphStore, Parameters, Stats, Step, Value
from graph_schema.store.touched import Touched

__all__ = [
    "Batch",
    "BatchFault",
    "GraphStore",
    "LeaseHeld",
    "LeaseLost",
    "Limits",
    "Link",
    "LoginRefused",
    "Parameters",
    "QueryFault",
    "QueryTimeout",
    "ServerAccess",
    "Stats",
    "Step",
    "StoreBusy",
    "StoreError",
    "StoreTooSmall",
    "StoreUnavailable",
    "StoreVersionMismatch",
    "Touched",
    "Value",
    "WriteUnsettled",
    "WrongLocation",
    "migrate",
    "open_store",
]
