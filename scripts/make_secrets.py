"""Make the secrets that docker-compose.yml reads, each in a file under secrets/; leaves alone what is there.

A container reads its secrets as another user. The passwords are readable by all and the folder by its owner alone; the
audit's key is refused where others may read it, so it must belong to the service's user.
"""

import os
import secrets
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "secrets"
SERVICE_USER = 10001
"""The user of the service in the container, as docker-compose.yml and the Dockerfile name it."""

AUTH, PASSWORD, KEY = "neo4j_auth.txt", "store_password.txt", "audit_key.txt"
_USER = "neo4j/"


def make_secrets(folder: Path) -> list[str]:
    """Write the secrets that are missing from the folder; return the names of those written."""
    folder.mkdir(mode=0o700, exist_ok=True)
    password = _password_in(folder) or secrets.token_urlsafe(32)
    # The first is Neo4j's own form, user, slash, password; the second is the same password as the service reads it.
    wanted = {AUTH: (f"{_USER}{password}", 0o444), PASSWORD: (password, 0o444), KEY: (secrets.token_hex(32), 0o400)}
    missing = {name: secret for name, secret in wanted.items() if not (folder / name).exists()}
    for name, (text, mode) in missing.items():
        _write(folder / name, text, mode)
    return sorted(missing)


def give_key(folder: Path) -> bool:
    """Let the service's user own the audit's key; return whether it does, which only root can bring about."""
    key = folder / KEY
    if key.stat().st_uid != SERVICE_USER and os.geteuid() == 0:
        os.chown(key, SERVICE_USER, SERVICE_USER)
    return key.stat().st_uid == SERVICE_USER


def _password_in(folder: Path) -> str | None:
    """Return the password that one of the two files holds: the other must hold the same."""
    for name, before in ((PASSWORD, ""), (AUTH, _USER)):
        if (folder / name).exists():
            return (folder / name).read_text(encoding="utf-8").strip().removeprefix(before)
    return None


def _write(path: Path, text: str, mode: int) -> None:
    # Never readable by others, not for a moment, until it is meant to be.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    path.chmod(mode)


if __name__ == "__main__":
    print("made: " + (", ".join(make_secrets(FOLDER)) or "nothing, all are there"))
    if not give_key(FOLDER):
        print(
            f"now: sudo chown {SERVICE_USER}:{SERVICE_USER} {FOLDER / KEY}   (the service's user, who alone reads it)"
        )
