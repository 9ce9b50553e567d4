"""Make the passwords that docker-compose.yml reads, each in a file under secrets/; leaves alone what is there.

A container reads its secret as another user, so the files are readable by all, and the folder by its owner alone.
"""

import secrets
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "secrets"


def make_secrets(folder: Path) -> list[str]:
    """Write the secrets that are missing from the folder; return the names of those written."""
    folder.mkdir(mode=0o700, exist_ok=True)
    # Neo4j's own form of this file: user, slash, password.
    wanted = {"neo4j_auth.txt": f"neo4j/{secrets.token_urlsafe(32)}"}
    missing = {name: text for name, text in wanted.items() if not (folder / name).exists()}
    for name, text in missing.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o444)
    return sorted(missing)


if __name__ == "__main__":
    print("made: " + (", ".join(make_secrets(FOLDER)) or "nothing, all are there"))
