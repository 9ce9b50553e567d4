"""Many at once: one of those who decide upon one version wins, numbers are given once, and no kill loses a decision."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from service.flags import FlagBook, FlagChanged, Judgement, decide, flag_id, history, kept_flags, live_flags
from service.rules import Finding
from tests.service.flags.findings import CATALOGUE, DAY, POLICY, a_finding, moment

ROOT = Path(__file__).resolve().parents[3]
AT_ONCE = 6

_BEGINNING = """
import sys
from pathlib import Path
from service.flags import *
from tests.service.flags.findings import *
path, who = Path(sys.argv[1]), sys.argv[2]
book = FlagBook(path)
at = moment().known
print("ready", flush=True)
sys.stdin.readline()
"""

DECIDING = f"""{_BEGINNING}
try:
    decide(book, flag_id(a_finding()), Judgement("confirm", who, at=at), 1, POLICY)
    print("done")
except FlagChanged:
    print("changed")
"""

SWEEPING = f"""{_BEGINNING}
found = [a_finding(f"p-{{n}}", case=f"C{{n % 7}}") for n in range(200)]
live_flags(book, found, moment(), CATALOGUE)
print("done")
"""

WITHOUT_END = f"""{_BEGINNING}
version = 1
while True:
    life = decide(book, flag_id(a_finding()), Judgement("start", who, f"note {{version}}", at=at), version, POLICY)
    version = life.version
    print(version, flush=True)
"""


def begin(script: str, path: Path, who: str) -> subprocess.Popen[str]:
    """Start a process that has the book open and waits to be told to go."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path), who],
        cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go_together(script: str, path: Path) -> list[str]:
    """Run a script in several processes at once, and return what each says at its end."""
    processes = [begin(script, path, f"person-{number}") for number in range(AT_ONCE)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate()[0].strip() for process in processes]
    assert [process.returncode for process in processes] == [0] * AT_ONCE
    return told


def see(book: FlagBook, *findings: Finding) -> None:
    live_flags(book, findings, moment(), CATALOGUE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book in which one flag was seen."""
    path = tmp_path / "flags.sqlite"
    with closing(FlagBook(path)) as book:
        see(book, a_finding())
    return path


def test_of_several_threads_one_decides_and_the_others_are_told(path: Path) -> None:
    start = threading.Barrier(AT_ONCE)

    def decide_as(number: int) -> bool:
        start.wait()
        try:
            judgement = Judgement("confirm", f"person-{number}", at=moment().known)
            decide(book, flag_id(a_finding()), judgement, 1, POLICY)
        except FlagChanged:
            return False
        return True

    with closing(FlagBook(path)) as book, ThreadPoolExecutor(AT_ONCE) as pool:
        won = list(pool.map(decide_as, range(AT_ONCE)))
        assert sum(won) == 1
        assert history(book, flag_id(a_finding()), DAY)[-1].by == f"person-{won.index(True)}"


def test_of_several_processes_one_decides_and_the_others_are_told(path: Path) -> None:
    told = go_together(DECIDING, path)
    assert sorted(told) == ["changed"] * (AT_ONCE - 1) + ["done"]
    with closing(FlagBook(path)) as book:
        lines = history(book, flag_id(a_finding()), DAY)
    assert [line.by for line in lines[1:]] == [f"person-{told.index('done')}"]


def test_several_processes_that_sweep_at_once_give_each_number_once(tmp_path: Path) -> None:
    path = tmp_path / "flags.sqlite"
    assert go_together(SWEEPING, path) == ["done"] * AT_ONCE
    with closing(FlagBook(path)) as book:
        flags = kept_flags(book, moment())
    assert len(flags) == 200
    assert {flag.version for flag in flags} == {1}
    for case in {flag.case_ref for flag in flags}:
        numbers = [flag.number for flag in flags if flag.case_ref == case]
        assert numbers == list(range(1, len(numbers) + 1))


def test_a_kill_in_the_middle_of_decisions_loses_none_that_was_acknowledged(
    path: Path, depth: Callable[[int, int], int]
) -> None:
    version = 1
    for kill in range(1, depth(4, 60) + 1):
        process = begin(WITHOUT_END.replace("version = 1\n", f"version = {version}\n"), path, f"person-{kill}")
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("go\n")
        process.stdin.flush()
        for _ in range(kill * 3 % 11 + 1):
            process.stdout.readline()
        process.kill()
        told, _ = process.communicate()
        acknowledged = [int(line) for line in told.splitlines(keepends=True) if line.endswith("\n")]
        with closing(FlagBook(path)) as book:
            [flag] = kept_flags(book, moment())
            assert flag.version >= max(acknowledged, default=version)
            assert len(flag.history) == flag.version
            assert [line.note for line in flag.history[1:]] == [f"note {n}" for n in range(1, flag.version)]
        version = flag.version
    assert version > 1
