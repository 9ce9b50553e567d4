"""Write the pages of docs/ that are made from the code; with --check, only say which are out of date."""

import sys
from collections.abc import Callable
from pathlib import Path

from graph_schema.vocabulary import page
from service import settings
from service.policy import load_policy
from service.policy import page as policy_page
from service.rules import load_catalogue
from service.rules.describing import render_page as render_rules
from service.security.describing import render_section as render_watches

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES: dict[str, Callable[[], str]] = {
    "policy.md": policy_page.render_page,
    "rules.md": lambda: f"{render_rules(load_catalogue(), load_policy())}\n{render_watches(load_policy())}",
    "settings.md": settings.render_page,
    "vocabulary.md": page.render,
}


def find_stale(folder: Path) -> list[str]:
    """Return the names of the pages whose file is missing or differs from what the code says."""
    return [
        name
        for name, render in PAGES.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != render()
    ]


def main(arguments: list[str]) -> int:
    """Write the stale pages, or only name them and exit 1."""
    stale = find_stale(DOCS)
    if "--check" in arguments:
        print("\n".join(f"docs/{name} is out of date: make docs" for name in stale) or "docs are up to date")
        return 1 if stale else 0
    for name in stale:
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
    print("written: " + (", ".join(stale) or "nothing, all were up to date"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
