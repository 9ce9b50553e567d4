"""Queries asked of one reader's connection, each answered from one commit."""

from collections.abc import Sequence

import ladybug
import pyarrow as pa

from graph_schema.store.ladybug.connections import fetch, transaction
from graph_schema.store.questions import for_all_keys, is_look_up, label_of_key
from graph_schema.store.schema import META, Schema
from graph_schema.store.seam import Parameters, Stats

SCAN_KEYS = 3_000
"""From how many keys on all are asked for at once, however many nodes there are."""

_FEW_KEYS = 100
_NODES_A_KEY = 200
"""Asking for all keys at once scans the kind, 0.7 microseconds a node; one key costs 0.06 to 0.2 ms."""

_KEYS_AT_ONCE = 100_000

FEW_LOOK_UPS = 3
"""Up to how many keys are looked up one by one, at 0.1 ms; all at once costs 2 ms and then 0.01 ms each."""


def read(connection: ladybug.Connection, query: str, parameters: Parameters) -> pa.Table:
    """Answer a query from the last commit; it is one statement that does not write, as the caller has made sure.

    One statement is a transaction of its own, and one begun and ended for it costs as much again as a look-up.
    """
    return fetch(connection, query, parameters)


def read_each(connection: ladybug.Connection, query: str, keys: Sequence[str], parameters: Parameters) -> pa.Table:
    """Answer a query for every key, once for a key named twice, all from one commit."""
    at_once = for_all_keys(query)
    asked = list(dict.fromkeys(keys))
    if not asked:
        return fetch(connection, at_once, {**parameters, "keys": [""]}).slice(0, 0)
    if len(asked) == 1:
        return fetch(connection, query, {**parameters, "key": asked[0]})
    with transaction(connection, read_only=True):
        if _at_once_pays(connection, query, len(asked)):
            starts = range(0, len(asked), _KEYS_AT_ONCE)
            groups = [{"keys": asked[start : start + _KEYS_AT_ONCE]} for start in starts]
            answers = [fetch(connection, at_once, {**parameters, **group}) for group in groups]
        else:
            answers = [fetch(connection, query, {**parameters, "key": key}) for key in asked]
    return pa.concat_tables(answers, promote_options="default").combine_chunks()


def _at_once_pays(connection: ladybug.Connection, query: str, keys: int) -> bool:
    return keys > FEW_LOOK_UPS if is_look_up(query) else scan_pays(connection, label_of_key(query), keys)


def scan_pays(connection: ladybug.Connection, label: str | None, keys: int) -> bool:
    """Whether looking through all nodes of a kind is cheaper than looking up this many keys one by one."""
    if keys <= _FEW_KEYS or label is None:
        return keys > SCAN_KEYS
    return keys > SCAN_KEYS or keys * _NODES_A_KEY > _count(connection, f"(:`{label}`)")


def count_all(connection: ladybug.Connection, schema: Schema) -> Stats:
    """Count the nodes of every kind and the relationships of every type, all from one commit."""
    with transaction(connection, read_only=True):
        nodes = {label: _count(connection, f"(:`{label}`)") for label in schema.nodes if label != META}
        types = {name: _count(connection, f"()-[:`{name}`]->()") for name in schema.relationships}
    return Stats(
        {label: count for label, count in nodes.items() if count},
        {name: count for name, count in types.items() if count},
    )


def _count(connection: ladybug.Connection, pattern: str) -> int:
    return int(fetch(connection, f"MATCH {pattern} RETURN count(*) AS held")["held"][0].as_py())
