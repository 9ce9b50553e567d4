"""The server's and the driver's errors in our words: what to do, and no values, which may be about people."""

import socket
import ssl
from collections.abc import Iterator, Mapping

from neo4j.exceptions import (
    BrokenRecordError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    UnsupportedServerProduct,
)

from graph_schema.store.errors import (
    LoginRefused,
    QueryFault,
    QueryTimeout,
    StoreBusy,
    StoreError,
    StoreTooSmall,
    StoreUnavailable,
    WriteUnsettled,
    WrongLocation,
)

Told = tuple[type[StoreError], str]

_NO_MEMORY: Told = (
    StoreTooSmall,
    (
        "The Neo4j server ran out of the memory a transaction may use: give it more (server.memory.heap.max_size, "
        "dbms.memory.transaction.total.max), or ask for less at a time. Nothing was written by what failed."
    ),
)
_TOO_LONG: Told = (
    QueryTimeout,
    "The query took longer than it may and was stopped: ask for less, or allow more time.",
)
_NO_WRITES: Told = (
    StoreUnavailable,
    (
        "The Neo4j server takes no writes at this address: it is read-only, or a member of a cluster that does not "
        "lead. Use neo4j:// so that the leader is found, or have the database opened for writing."
    ),
)
_NOT_NOW: Told = (StoreUnavailable, "The Neo4j server's database is not available at this moment: try again.")
_EXPIRED: Told = (
    LoginRefused,
    "The password of the Neo4j user has expired: change it on the server, then set the new one.",
)
_STOPPED = (
    "TransactionTimedOut", "TransactionTimedOutClientConfiguration", "LockAcquisitionTimeout", "LockClientStopped",
)  # fmt: skip
"""What a transaction that took too long ends with; the last where it waited for a lock then."""

_BY_NAME: Mapping[str, Told] = {
    **dict.fromkeys(("MemoryPoolOutOfMemoryError", "OutOfMemoryError", "StackOverFlowError"), _NO_MEMORY),
    **dict.fromkeys(_STOPPED, _TOO_LONG),
    **dict.fromkeys(("WriteOnReadOnlyAccessDatabase", "ForbiddenOnReadOnlyDatabase", "NotALeader"), _NO_WRITES),
    **dict.fromkeys(("DatabaseUnavailable", "TransactionNotFound", "RequestLimitReached"), _NOT_NOW),
    **dict.fromkeys(("CredentialsExpired", "TokenExpired"), _EXPIRED),
    "DatabaseNotFound": (
        WrongLocation,
        (
            "The Neo4j server has no database of the name that is set: correct the name, have the database made, or "
            "set none to use the user's own."
        ),
    ),
    "Forbidden": (
        LoginRefused,
        (
            "The Neo4j server does not let this user do that: it needs to read, write and, to create the store or "
            "bring it up to date, to make constraints and indexes."
        ),
    ),
    "AuthenticationRateLimit": (
        LoginRefused,
        "The Neo4j server has refused too many logins of this user: wait a little, then try again.",
    ),
}
"""By the last part of the server's code of an error."""

_BY_CLASS: Mapping[type[Exception], Told] = {
    IncompleteCommit: (
        WriteUnsettled,
        (
            "The connection to the Neo4j server was lost in the middle of a commit: the write is there whole, or not "
            "at all. Look before it is sent again; feeds may be, since what has landed already changes nothing."
        ),
    ),
    ConnectionAcquisitionTimeoutError: (
        StoreBusy,
        "All connections to the Neo4j server are in use for too long: try again, or allow more.",
    ),
    UnsupportedServerProduct: (
        StoreUnavailable,
        "The Neo4j server speaks no protocol that this program does: it must be of version 5.13 or newer.",
    ),
    **dict.fromkeys(
        (OverflowError, BrokenRecordError, TypeError),
        (QueryFault, "A parameter, or a value found, is one that the Neo4j server or its driver cannot carry."),
    ),
}
_BROKEN = ("Neo.DatabaseError.Transaction.", "Neo.DatabaseError.General.")
"""Errors of the server itself, of a disk that is full above all."""

_ABOUT_THE_TEXT = ("Statement.ParameterMissing", "Statement.SyntaxError")
"""Errors that speak about the query alone: its text is ours, the values in its parameters are not repeated."""

_NO_MACHINE = "There is no machine of the name in {place}: check the store's address."
_NOBODY = (
    "No Neo4j server answers at {place}: check the address, and that the server runs and may be reached from here."
)
_NO_TLS = (
    "The Neo4j server at {place} does not speak TLS there: begin the address with neo4j:// or bolt:// if it is to be "
    "spoken to unguarded, or have TLS turned on."
)
_NO_NEO4J = (
    "What answers at {place} does not speak as a Neo4j server does: check the port, and whether it asks for TLS "
    "(neo4j+s://, bolt+s://)."
)
_BY_CAUSE: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((socket.gaierror,), _NO_MACHINE),
    ((ssl.SSLError,), _NO_TLS),
    ((ConnectionRefusedError, TimeoutError), _NOBODY),
    ((ConnectionResetError, BrokenPipeError), _NO_NEO4J),
)
"""What to say of a server that was not reached, by what the driver met; the first that fits counts."""


def told(error: Exception, place: str = "the store's address") -> StoreError:
    """Return what to raise for an error of the driver; `place` is where the server is."""
    if isinstance(error, StoreError):
        return error
    if isinstance(error, Neo4jError):
        return _told_by_server(error)
    for class_, (kind, sentence) in _BY_CLASS.items():
        if isinstance(error, class_):
            return kind(sentence)
    return _told_of_connection(error, place)


def _told_by_server(error: Neo4jError) -> StoreError:
    code = error.code or ""
    name = code.rpartition(".")[2]
    if name in _BY_NAME:
        kind, sentence = _BY_NAME[name]
        return kind(sentence)
    if ".Security." in code:
        return LoginRefused("The Neo4j server refuses the user or the password: correct the two settings, or the file.")
    if code.endswith(_ABOUT_THE_TEXT):
        return QueryFault(f"The query cannot be answered. {(error.message or '').strip()}")
    if code.startswith(_BROKEN):
        return StoreUnavailable(
            f"The Neo4j server cannot do its own work ({name}): its log says why. Look whether its disk is full; once "
            "that is mended it must be started again."
        )
    if "TransientError" in code or "Cluster" in code:
        return StoreUnavailable(f"The Neo4j server could not do it at this moment ({name}): try again.")
    return QueryFault(f"The query cannot be answered ({name or 'no reason given'}).")


def _told_of_connection(error: Exception, place: str) -> StoreError:
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _told_of_certificate(cause, place)
    for kinds, sentence in _BY_CAUSE:
        if any(isinstance(cause, kinds) for cause in causes):
            return StoreUnavailable(sentence.format(place=place))
    text = str(error).lower()
    if isinstance(error, DriverError) and "driver closed" in text:
        return StoreUnavailable("The store is closed.")
    odd = any(word in text for word in ("http", "handshake", "defunct", "protocol"))
    return StoreUnavailable((_NO_NEO4J if odd else _NOBODY).format(place=place))


def _told_of_certificate(error: ssl.SSLCertVerificationError, place: str) -> StoreUnavailable:
    is_for_another = "mismatch" in str(error) or "not valid for" in str(error)
    reason = "it is for another name than the address has" if is_for_another else "nobody trusted has signed it"
    return StoreUnavailable(
        f"The certificate of the Neo4j server at {place} is not good ({reason}): use the name that stands in it, and "
        "name the file of the authority that signed it."
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        cause = waiting.pop(0)
        if cause is not None and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            waiting += [cause.__cause__, cause.__context__]
