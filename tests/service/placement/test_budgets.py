"""Budgets: never one check too many, whoever asks at the same time, and nothing lost by being refused."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from service.placement.budgets import Allowance, Budgeted, Budgets
from service.placement.database import LEDGER
from service.sqlite_file import SqliteFile

ROOT = Path(__file__).parents[3]
TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)

CHARGES = """
import sys
from datetime import date
from pathlib import Path
from service.placement.budgets import Allowance, Budgeted, Budgets
from service.placement.database import LEDGER
from service.sqlite_file import SqliteFile
budgets = Budgets(SqliteFile(Path(sys.argv[1]), LEDGER))
asked = [Allowance(Budgeted.CASE, "C1", 20), Allowance(Budgeted.OFFICER, sys.argv[2], 1000)]
print(sum(budgets.charge(date(2026, 11, 24), asked) for _ in range(15)))
"""


def of_case(most: int, ref: str = "C1") -> Allowance:
    return Allowance(Budgeted.CASE, ref, most)


def budgets(folder: Path) -> Budgets:
    return Budgets(SqliteFile(folder / "ledger.sqlite", LEDGER))


def test_a_budget_lasts_for_as_many_checks_as_it_says_and_comes_back_the_next_day(tmp_path: Path) -> None:
    held = budgets(tmp_path)
    assert [held.charge(TODAY, [of_case(3)]) for _ in range(5)] == [True, True, True, False, False]
    assert held.charge(TODAY, [of_case(3, "C2")])
    assert held.charge(TOMORROW, [of_case(3)])


def test_a_refused_check_is_charged_to_nobody(tmp_path: Path) -> None:
    held = budgets(tmp_path)
    officer = Allowance(Budgeted.OFFICER, "officer", 2)
    assert held.charge(TODAY, [of_case(1), officer])
    assert not held.charge(TODAY, [of_case(1), officer])
    assert held.charge(TODAY, [of_case(1, "C2"), officer])
    assert not held.charge(TODAY, [of_case(1, "C3"), officer])


def test_a_budget_of_none_allows_none(tmp_path: Path) -> None:
    assert not budgets(tmp_path).charge(TODAY, [of_case(0)])


def test_many_threads_together_get_no_more_than_the_budget(tmp_path: Path) -> None:
    held = budgets(tmp_path)
    with ThreadPoolExecutor(16) as threads:
        granted = list(threads.map(lambda _: held.charge(TODAY, [of_case(20)]), range(120)))
    assert sum(granted) == 20


def test_many_processes_together_get_no_more_than_the_budget(tmp_path: Path) -> None:
    """Each has the file open for itself, as several workers of a service have."""
    budgets(tmp_path)
    command = [sys.executable, "-c", CHARGES, str(tmp_path / "ledger.sqlite")]
    workers = [
        subprocess.Popen([*command, f"officer-{number}"], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for number in range(3)
    ]
    granted = [int(worker.communicate(timeout=120)[0]) for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    assert sum(granted) == 20
