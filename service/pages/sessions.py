"""Who is signed in to the pages: kept here, so that the browser holds nothing but a name for it."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from service.access.code_flow import Tokens
from service.access.id_tokens import Errand

COOKIE = "risk-network-session"
GUARDED = "__Host-risk-network-session"
"""The cookie where an issuer signs people in: by this name a browser takes it from this host alone, over TLS."""
ERRAND = "__Host-risk-network-sign-in"

SECONDS = 8 * 3600
IDLE_SECONDS = 3600
ERRAND_SECONDS = 600
_MOST = 10_000


@dataclass(frozen=True)
class Session:
    """One person signed in: the tokens their questions go out with, and what their forms must send back."""

    tokens: Tokens
    name: str
    role: str
    areas: tuple[str, ...]
    shown: float = 0.0
    """When they last showed the issuer who they are, by the wall clock; 0 where that is not known."""
    form_key: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def token(self) -> str:
        """The access token of now."""
        return self.tokens.access


@dataclass
class _Kept:
    session: Session
    begun: float
    seen: float


class Sessions:
    """The sessions of one running service; they end with it, at sign-out, after an idle hour or a working day.

    Where `is_guarded`, as it must be with an issuer, the cookies are such that only TLS and this host ever see them.
    """

    def __init__(self, *, is_guarded: bool = False, clock: Callable[[], float] = time.time) -> None:
        """Begin with nobody signed in."""
        self.is_guarded = is_guarded
        self._cookie = GUARDED if is_guarded else COOKIE
        self._clock = clock
        self._held: dict[str, _Kept] = {}
        self._errands: dict[str, Errand] = {}
        self._lock = threading.Lock()

    def begin(self, request: Request, answer: Response, session: Session) -> None:
        """Keep a session and give the browser a name for it, which nobody can guess; an earlier one of its ends."""
        self.end(request)
        name, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._held = {key: kept for key, kept in self._held.items() if not self._is_over(kept, now)}
            while len(self._held) >= _MOST:
                self._held.pop(next(iter(self._held)))
            self._held[name] = _Kept(session, now, now)
        secure = self.is_guarded or request.url.scheme == "https"
        answer.set_cookie(
            self._cookie, name, SECONDS, httponly=True, samesite="strict", secure=secure, path="/"
        )  # fmt: skip

    def find(self, request: Request) -> Session | None:
        """Return the session of whoever asks, None where there is none or it is over."""
        now = self._clock()
        with self._lock:
            kept = self._held.get(request.cookies.get(self._cookie, ""))
            if kept is None or self._is_over(kept, now):
                return None
            kept.seen = now
            return kept.session

    def end(self, request: Request) -> Session | None:
        """Forget the session of whoever asks, and return it."""
        with self._lock:
            kept = self._held.pop(request.cookies.get(self._cookie, ""), None)
        return kept.session if kept else None

    def forget_cookies(self, answer: Response) -> None:
        """Have the browser forget the name of its session."""
        secure = self.is_guarded
        answer.delete_cookie(self._cookie, path="/", secure=secure, httponly=True, samesite="strict")

    def send_out(self, answer: Response, errand: Errand) -> None:
        """Keep a sign-in on its way, tied to this browser."""
        name, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._errands = {key: one for key, one in self._errands.items() if one.begun + ERRAND_SECONDS > now}
            while len(self._errands) >= _MOST:
                self._errands.pop(next(iter(self._errands)))
            self._errands[name] = errand
        # Lax: it must come along when the issuer sends the browser back.
        answer.set_cookie(ERRAND, name, ERRAND_SECONDS, httponly=True, samesite="lax", secure=True, path="/")

    def take_back(self, request: Request) -> Errand | None:
        """Return the sign-in that this browser was sent out on, once; None where there is none or it took too long."""
        with self._lock:
            errand = self._errands.pop(request.cookies.get(ERRAND, ""), None)
        return errand if errand and errand.begun + ERRAND_SECONDS > self._clock() else None

    def _is_over(self, kept: _Kept, now: float) -> bool:
        tokens = kept.session.tokens
        has_ended = tokens.expires <= now and not tokens.refresh
        return has_ended or kept.begun + SECONDS <= now or kept.seen + IDLE_SECONDS <= now


def is_own_form(request: Request, session: Session | None, sent: str) -> bool:
    """Whether a form came from one of our own pages: by what the browser says, and by the key in the form."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site not in {"same-origin", "none"}:
        return False
    return session is None or secrets.compare_digest(sent.encode(), session.form_key.encode())
