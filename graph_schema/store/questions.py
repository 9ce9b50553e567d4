"""Checks and rewriting of query texts that every engine shares; each text is worked on once."""

import re
from collections.abc import Iterable
from functools import lru_cache

from graph_schema.store.errors import QueryFault

KEY = "asked_key"
"""What `$key` becomes when a query is asked for all keys at once."""

_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
_WRITES = (
    "ALTER", "ATTACH", "BEGIN", "CALL", "CHECKPOINT", "COMMIT", "COPY", "CREATE", "DELETE", "DETACH", "DROP", "EXPORT",
    "FOREACH", "IMPORT", "INSTALL", "LOAD", "MERGE", "REMOVE", "ROLLBACK", "SET",
)  # fmt: skip
# After a dot, a colon or a bar, and before a colon, such a word is a property, a label, a type or a key of a map.
_WRITE = re.compile(rf"(?<![.:|$\w])(?:{'|'.join(_WRITES)})\b(?!\s*:)", re.IGNORECASE)
_PARAMETER = re.compile(r"\$(\w+)")
_KEY = re.compile(r"\$key\b")
_KEYED_NODE = re.compile(r"\(\s*\w*\s*:\s*(?:`([^`]+)`|(\w+))\s*\{\s*id\s*:\s*\$key\s*\}")
_KEYED_ALONE = re.compile(
    r"(?:\s|//[^\n]*\n)*MATCH\s*\(\s*\w*\s*:\s*(?:`[^`]+`|\w+)\s*\{\s*id\s*:\s*\$key\s*\}\s*\)\s*(?:OPTIONAL\b|RETURN\b)",
    re.IGNORECASE,
)
_HOP = re.compile(r"-\s*\[|-\s*-")
_MUST_MATCH = re.compile(r"(?<!\bOPTIONAL\s)\bMATCH\b", re.IGNORECASE)
# STARTS WITH and ENDS WITH compare text; a plain WITH ends a part of the query.
_PART_ENDS = re.compile(r"(?<!\bSTARTS\s)(?<!\bENDS\s)\bWITH\b|\bUNION\b", re.IGNORECASE)
_ACROSS_ROWS = re.compile(r"\b(?:LIMIT|SKIP)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def check_read_only(query: str) -> None:
    """Raise QueryFault when a query would write, change a setting, read a file or hold a second statement."""
    bare = _QUOTED.sub(" ", query)
    if found := _WRITE.search(bare):
        raise QueryFault(f"A read query may not {found.group().upper()}: write through a batch.")
    if ";" in bare.strip().removesuffix(";"):
        raise QueryFault("A read query must be one statement.")


def check_parameters(query: str, given: Iterable[str]) -> None:
    """Raise QueryFault when a query's parameters are not exactly those given.

    An engine may take a missing one for null and answer that nothing was found, which must never look like a "clear".
    """
    named, given = _parameters(query), frozenset(given)
    if named != given:
        odd = ", ".join(f"${name}" for name in sorted(named ^ given))
        raise QueryFault(f"The query and its parameters do not fit each other: {odd} is in one and not the other.")


@lru_cache(maxsize=4096)
def _parameters(query: str) -> frozenset[str]:
    return frozenset(_PARAMETER.findall(_QUOTED.sub(" ", query)))


@lru_cache(maxsize=1024)
def for_all_keys(query: str) -> str:
    """Return `query`, which names `$key`, asked for every one of `$keys` at once.

    Raises QueryFault for what would mean something else asked so: no `$key`, `$key` after a WITH or UNION,
    LIMIT and SKIP.
    """
    bare = _QUOTED.sub(lambda found: " " * len(found.group()), query)
    spans = [found.span() for found in _KEY.finditer(bare)]
    if not spans:
        raise QueryFault("A query asked for each of many keys must name $key.")
    if (ends := _PART_ENDS.search(bare)) and ends.start() < spans[-1][0]:
        raise QueryFault("A query asked for each of many keys must name $key before any WITH or UNION.")
    if _ACROSS_ROWS.search(bare):
        raise QueryFault("A query asked for each of many keys may not LIMIT or SKIP: it would cut across keys.")
    starts, stops = [0, *(stop for _, stop in spans)], [*(start for start, _ in spans), len(query)]
    asked = KEY.join(query[start:stop] for start, stop in zip(starts, stops, strict=True))
    return f"UNWIND $keys AS {KEY}\n{asked}"


@lru_cache(maxsize=1024)
def is_look_up(query: str) -> bool:
    """Whether all a query must match is the node of its key, and what else it asks for is OPTIONAL.

    Such a query is answered for many keys by looking each up, where an engine would otherwise scan.
    """
    return bool(_KEYED_ALONE.match(query)) and len(_MUST_MATCH.findall(_QUOTED.sub(" ", query))) == 1


@lru_cache(maxsize=4096)
def count_hops(query: str) -> int:
    """Return how many relationships a query's patterns have."""
    return len(_HOP.findall(_QUOTED.sub(" ", query)))


@lru_cache(maxsize=1024)
def label_of_key(query: str) -> str | None:
    """Return the kind of node that a query finds by `$key`, None where it does not say `(n:Label {id: $key})`."""
    found = _KEYED_NODE.search(query)
    return (found[1] or found[2]) if found else None
