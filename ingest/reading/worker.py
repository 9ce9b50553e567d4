"""Reading apart: a child process with limits reads feeds, so that a hostile file can harm nothing but itself."""

import multiprocessing
import resource
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from ingest.errors import FeedRefused, OverLimit, UnreadableFile
from ingest.reading.limits import DEFAULT, Limits

Parsed = TypeVar("Parsed")


def _serve(parse: Callable[[Path], object], pipe: Connection, memory_bytes: int) -> None:
    """Answer paths with what `parse` makes of them, until the pipe closes."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            path = pipe.recv()
        except EOFError:
            return
        try:
            answer: object = parse(path)
        except FeedRefused as refused:
            answer = refused
        except MemoryError:
            answer = OverLimit(f"{path.name} needs more memory to read than a feed should: split it.", path.name)
        except Exception as error:  # noqa: BLE001  # the child must answer whatever it met; the class alone is told
            answer = UnreadableFile(f"{path.name} cannot be read ({type(error).__name__}): check it.", path.name)
        pipe.send(answer)


class FeedReader(Generic[Parsed]):
    """Runs `parse` on one feed at a time in a child process, kept for many feeds and replaced when it dies.

    `parse` must be importable in the child, and what it returns picklable.
    """

    def __init__(self, parse: Callable[[Path], Parsed], limits: Limits = DEFAULT) -> None:
        self._parse = parse
        self._limits = limits
        self._context = multiprocessing.get_context("spawn")
        self._child: BaseProcess | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _pipe_to_child(self) -> Connection:
        if self._pipe is None or self._child is None or not self._child.is_alive():
            self._end()
            self._pipe, theirs = self._context.Pipe()
            arguments = (self._parse, theirs, self._limits.memory_bytes)
            self._child = self._context.Process(target=_serve, args=arguments, daemon=True)
            self._child.start()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._child is not None:
            self._child.join(0.2)
            if self._child.is_alive():
                self._child.kill()
                self._child.join()
        self._child = self._pipe = None

    def begin(self, path: Path) -> None:
        """Let the child start on a feed; `finish` waits for it."""
        self._pipe_to_child().send(path)

    def finish(self, path: Path) -> Parsed:
        """Return what came of the feed begun last. Raises FeedRefused, also where the child died or took too long."""
        pipe = self._pipe_to_child()
        try:
            if not pipe.poll(self._limits.seconds):
                raise TimeoutError
            answer = pipe.recv()
        except (EOFError, TimeoutError, ConnectionError):
            self._end()
            message = f"{path.name} is too large or too slow to read: split it, and check that it is what it should be."
            raise OverLimit(message, path.name) from None
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
