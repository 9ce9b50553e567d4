"""Name the system packages that are missing, with the line that installs them; exit 1 if there are any.

Runs on the machine's own Python before anything is installed, so it keeps to the standard library.
"""

import importlib.util
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

OLDEST = (3, 11)
FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
LIST = Path(__file__).with_name("system_packages.txt")


def read_needs(text: str) -> list[tuple[str, str, str]]:
    """Return (what to look for, package, what for) for each line that is no comment."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(sought, package, purpose) for sought, package, purpose in (_split(line) for line in lines)]


def is_there(sought: str) -> bool:
    """Tell whether `program NAME` is on the PATH, `module NAME` can be imported, or `font FILE` is installed.

    Of names joined by commas one is enough.
    """
    kind, names = sought.split()
    return any(_FINDERS[kind](name) for name in names.split(","))


def _has_font(name: str) -> bool:
    return any(next(folder.rglob(name), None) for folder in FONTS if folder.is_dir())


_FINDERS: dict[str, Callable[[str], bool]] = {
    "program": lambda name: shutil.which(name) is not None,
    "module": lambda name: importlib.util.find_spec(name) is not None,
    "font": _has_font,
}


def _split(line: str) -> tuple[str, str, str]:
    sought, package, purpose = (part.strip() for part in line.split("|"))
    return sought, package, purpose


def main() -> int:
    """Check the Python and the list; print what is missing."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"Python {found} is too old: 3.11 or newer is needed. Name another with: make setup PYTHON=python3.12")
        return 1
    missing = [need for need in read_needs(LIST.read_text(encoding="utf-8")) if not is_there(need[0])]
    for sought, package, purpose in missing:
        print(f"missing: {sought} (package {package}), for {purpose}")
    if missing:
        packages = " ".join(sorted({package for _, package, _ in missing}))
        print(f"Install with: sudo apt-get update && sudo apt-get install --yes {packages}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
