"""Reading apart: a child process with limits reads feeds, so that a hostile file can harm nothing but itself."""

import multiprocessing
import os
import resource
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from ingest.errors import CannotRead, FeedRefused, OverLimit, UnreadableFile
from ingest.reading.limits import DEFAULT, Limits
from ingest.reading.names import show_name

Parsed = TypeVar("Parsed")
_OPEN_FILES = 256
_READY = "ready"
_START_SECONDS = 120.0
"""To start Python and import the libraries: a second, on a busy machine many; no feed's own time is spent on it."""


def _confine(memory_bytes: int) -> None:
    """Leave this process no more than reading needs: bounded memory, no writing, no core dump, nothing printed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    # What a library prints as it dies may hold a cell.
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    for kind, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _answer(parse: Callable[[Path], object], path: Path) -> object:
    name = show_name(path.name)
    try:
        return parse(path)
    except FeedRefused as refused:
        return refused
    except MemoryError:
        return OverLimit(f"{name} needs more memory to read than a feed should: split it.", path.name)
    except Exception as error:  # noqa: BLE001  # the child must answer whatever it met; its class and place alone are told
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
        return UnreadableFile(f"{name} cannot be read ({place}): check it, and report this if it is sound.", path.name)


def _serve(parse: Callable[[Path], object], pipe: Connection, memory_bytes: int) -> None:
    """Answer paths with what `parse` makes of them, until the pipe closes."""
    _confine(memory_bytes)
    pipe.send(_READY)
    while True:
        try:
            path = pipe.recv()
        except EOFError:
            return
        pipe.send(_answer(parse, path))


@dataclass(frozen=True)
class _Child:
    process: BaseProcess
    pipe: Connection

    def end(self) -> None:
        self.pipe.close()
        self.process.join(0.2)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


class FeedReader(Generic[Parsed]):
    """Runs `parse` on one feed at a time in a child process, kept for many feeds and replaced when it dies.

    `parse` must be importable in the child, and what it returns picklable. One thread may use a reader at a time.
    Raises CannotRead where the child does not start.
    """

    def __init__(self, parse: Callable[[Path], Parsed], limits: Limits = DEFAULT) -> None:
        self._parse = parse
        self._limits = limits
        self._context = multiprocessing.get_context("spawn")
        self._child: _Child | None = None
        self._begun: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _start(self) -> _Child:
        ours, theirs = self._context.Pipe()
        arguments = (self._parse, theirs, self._limits.memory_bytes)
        process = self._context.Process(target=_serve, args=arguments, daemon=True)
        process.start()
        theirs.close()
        child = _Child(process, ours)
        try:
            if ours.poll(_START_SECONDS) and ours.recv() == _READY:
                return child
        except (EOFError, OSError):
            pass
        child.end()
        raise CannotRead("the process that reads feeds does not start: check the memory and processes it may have.")

    def _end(self) -> None:
        child, self._child, self._begun = self._child, None, None
        if child is not None:
            child.end()

    def begin(self, path: Path) -> None:
        """Let the child start on a feed; `finish` waits for it. A feed begun before and not finished is dropped."""
        if self._begun is not None or (self._child is not None and not self._child.process.is_alive()):
            # Its answer would otherwise be taken for that of this one.
            self._end()
        if self._child is None:
            self._child = self._start()
        self._begun = path
        try:
            self._child.pipe.send(path)
        except OSError:
            # It died just now: `finish` finds the pipe closed and says so.
            return

    def finish(self, path: Path) -> Parsed:
        """Return what came of the feed begun last. Raises FeedRefused, also where the child died or took too long."""
        if self._child is None or self._begun != path:
            self.begin(path)
        child = self._child
        try:
            if child is None or not child.pipe.poll(self._limits.seconds):
                raise TimeoutError
            answer = child.pipe.recv()
        except (EOFError, OSError):
            self._end()
            shown = show_name(path.name)
            message = f"{shown} is too large or too slow to read: split it, and check that it is what it should be."
            raise OverLimit(message, path.name) from None
        except BaseException:
            # Interrupted while the child still reads: what it would answer is nobody's.
            self._end()
            raise
        self._begun = None
        if isinstance(answer, FeedRefused):
            raise answer
        parsed: Parsed = answer
        return parsed

    def read(self, path: Path) -> Parsed:
        """Read one feed. Raises FeedRefused."""
        self.begin(path)
        return self.finish(path)

    def read_all(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Parsed | FeedRefused]]:
        """Yield what came of each feed, in order, while the child already reads the next."""
        ahead = iter(paths)
        current = next(ahead, None)
        if current is not None:
            self.begin(current)
        while current is not None:
            outcome: Parsed | FeedRefused
            try:
                outcome = self.finish(current)
            except FeedRefused as refused:
                outcome = refused
            following = next(ahead, None)
            if following is not None:
                self.begin(following)
            yield current, outcome
            current = following
