"""What a store's feeds say of it as a whole: asked seldom, since it hardly ever changes."""

import time
from hashlib import sha256
from weakref import WeakKeyDictionary

from graph_schema.store import GraphStore
from service.access.marking import is_synthetic as ask_is_synthetic
from service.questions import load_question

_SECONDS = 10.0
"""How long the answer to whether everybody is invented is kept."""

_SALTS: WeakKeyDictionary[GraphStore, bytes] = WeakKeyDictionary()
_MARKINGS: WeakKeyDictionary[GraphStore, tuple[float, bool]] = WeakKeyDictionary()


def salt_of(store: GraphStore) -> bytes | None:
    """Return the secret that ids are made with: the same as long as the store lasts, and nowhere in an answer.

    It is from the digest of the feed that was received first; None while nothing has landed.
    """
    if store not in _SALTS and (first := store.read(load_question("service.cases", "first_feed")).to_pylist()):
        _SALTS[store] = sha256(f"ids of networks\x1f{first[0]['digest']}".encode()).digest()
    return _SALTS.get(store)


def is_synthetic(store: GraphStore) -> bool:
    """Whether everybody in the store is invented, as of some seconds ago at most."""
    asked, answer = _MARKINGS.get(store, (0.0, False))
    if store not in _MARKINGS or time.monotonic() - asked > _SECONDS:
        answer = ask_is_synthetic(store)
        _MARKINGS[store] = (time.monotonic(), answer)
    return answer
