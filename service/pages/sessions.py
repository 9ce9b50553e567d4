"""Who is signed in to the pages: kept here, so that the browser holds nothing but a name for it."""

import secrets
import threading
import time
from dataclasses import dataclass, field

from starlette.requests import Request

COOKIE = "risk-network-session"
SECONDS = 8 * 3600
_MOST = 10_000


@dataclass(frozen=True)
class Session:
    """One person signed in: the token their questions go out with, and what their forms must send back."""

    token: str
    name: str
    role: str
    areas: tuple[str, ...]
    expires: float
    form_key: str = field(default_factory=lambda: secrets.token_urlsafe(24))


class Sessions:
    """The sessions of one running service; they end with it, at sign-out, or after a working day."""

    def __init__(self) -> None:
        """Begin with nobody signed in."""
        self._held: dict[str, Session] = {}
        self._lock = threading.Lock()

    def begin(self, session: Session) -> str:
        """Keep a session and return the name for it, which nobody can guess."""
        name = secrets.token_urlsafe(32)
        with self._lock:
            now = time.monotonic()
            self._held = {key: held for key, held in self._held.items() if held.expires > now}
            while len(self._held) >= _MOST:
                self._held.pop(next(iter(self._held)))
            self._held[name] = session
        return name

    def find(self, request: Request) -> Session | None:
        """Return the session of whoever asks, None where there is none or it is over."""
        with self._lock:
            session = self._held.get(request.cookies.get(COOKIE, ""))
        return session if session and session.expires > time.monotonic() else None

    def end(self, request: Request) -> None:
        """Forget the session of whoever asks."""
        with self._lock:
            self._held.pop(request.cookies.get(COOKIE, ""), None)


def is_own_form(request: Request, session: Session | None, sent: str) -> bool:
    """Whether a form came from one of our own pages: by what the browser says, and by the key in the form."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site not in {"same-origin", "none"}:
        return False
    return session is None or secrets.compare_digest(sent.encode(), session.form_key.encode())
