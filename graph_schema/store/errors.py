"""What can go wrong with the store, each with a message that says what to do and holds nobody's data.

StoreError
├── WrongLocation         the setting that says where the graph is cannot be read, or names what is not there
├── StoreBusy             another process has the store open, or keeps writing it
│   ├── LeaseHeld         another process is at work that changes it
│   └── LeaseLost         what this process was at took so long to answer that another took over
├── StoreVersionMismatch  the store is of an older or a newer schema than the program
├── StoreUnavailable      it cannot be opened or written: missing, damaged, not ours, closed, no permission, no answer
│   ├── LoginRefused      the server does not accept the user or the password, or this user may not do it
│   └── WriteUnsettled    the server was lost in the middle of a commit: the write is there whole, or not at all
├── StoreTooSmall         the work needs more memory than the store may use
├── BatchFault            a batch that cannot be written; nothing of it was
└── QueryFault            a query that cannot be answered
    └── QueryTimeout      it took longer than it may
"""


class StoreError(Exception):
    """Something about the store that a person can mend; its text says how."""


class WrongLocation(StoreError):
    """The setting that says where the graph is cannot be read, or names what is not there."""


class StoreBusy(StoreError):
    """Another process has the store open, or keeps writing it."""


class LeaseHeld(StoreBusy):
    """Another process holds the lease of the store, for work that changes it."""


class LeaseLost(StoreBusy):
    """This process did not renew its lease in time; what it was about to write was not written."""


class StoreVersionMismatch(StoreError):
    """The store is of an older or a newer schema than the program."""


class StoreUnavailable(StoreError):
    """The store cannot be opened or written: missing, damaged, not ours, closed, no permission, no answer."""


class LoginRefused(StoreUnavailable):
    """The server does not accept the user or the password, or this user may not do what was asked."""


class WriteUnsettled(StoreUnavailable):
    """The server was lost in the middle of a commit: the write is there whole, or not at all."""


class StoreTooSmall(StoreError):
    """The work needs more memory than the store may use."""


class BatchFault(StoreError):
    """A batch cannot be written; nothing of it was."""


class QueryFault(StoreError):
    """A query cannot be answered."""


class QueryTimeout(QueryFault):
    """A query took longer than it may."""
