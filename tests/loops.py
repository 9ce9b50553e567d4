"""Coroutines awaited apart from the event loop that a browser of the session keeps running in the main thread."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

_Awaited = TypeVar("_Awaited")


def await_apart(coroutine: Coroutine[Any, Any, _Awaited]) -> _Awaited:
    """Return what a coroutine returns, or raise what it raises."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, coroutine).result()
