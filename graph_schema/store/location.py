"""Where the graph is kept, as one setting says it, and how to log in where that is a server."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from graph_schema.store.errors import LoginRefused, WrongLocation

_TRUSTING = frozenset({"neo4j+ssc", "bolt+ssc"})
_SERVERS = frozenset({"neo4j", "neo4j+s", "bolt", "bolt+s"})
_FORMS = "ladybug:PATH for a file, or neo4j://HOST:PORT, neo4j+s://, bolt:// or bolt+s:// for a server"
_PORT = 7687


@dataclass(frozen=True)
class LadybugFile:
    """A store in one file, by the engine that runs in this process."""

    path: Path


@dataclass(frozen=True)
class Neo4jServer:
    """A store on a server: `is_routed` asks it for the members of its cluster, `is_guarded` speaks TLS."""

    host: str
    port: int
    is_routed: bool
    is_guarded: bool

    @property
    def scheme(self) -> str:
        """Return the part of the address before the colon, without what it says about TLS."""
        return "neo4j" if self.is_routed else "bolt"

    @property
    def place(self) -> str:
        """Return `HOST:PORT`, an address of version 6 in brackets."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True)
class ServerAccess:
    """How to log in to a server, which of its databases to use, and whose certificates to trust.

    The password stands in `password`, or in the file `password_file`, which is read again when the server refuses it,
    so that it can be changed under a running service. Without `database` it is the user's own; without
    `certificates`, a file of certificate authorities, those of the machine are trusted.
    """

    user: str = "neo4j"
    password: str = field(default="", repr=False)
    password_file: Path | None = None
    database: str | None = None
    certificates: Path | None = None

    def read_password(self) -> str:
        """Return the password; raises LoginRefused where its file cannot be read or there is none."""
        password = self.password
        if self.password_file is not None:
            try:
                password = self.password_file.expanduser().read_text(encoding="utf-8").strip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                reason = error.strerror if isinstance(error, OSError) else "it is not text"
                raise LoginRefused(
                    f"The file of the store's password cannot be read ({reason}): {self.password_file} must hold the "
                    "password alone, readable by this user."
                ) from None
        if not password:
            raise LoginRefused(
                "The store is on a server and no password is set: name a file that holds it, or give the password."
            )
        return password


Location = LadybugFile | Neo4jServer


def parse_location(location: str) -> Location:
    """Read where a store is; raises WrongLocation saying what was expected.

    What was given is never repeated: a misspelt address of a server may hold a password.
    """
    scheme, colon, rest = location.strip().partition(":")
    if scheme in _SERVERS or scheme in _TRUSTING:
        return parse_server(location)
    if scheme != "ladybug" or not colon:
        raise WrongLocation(f"The store must be named as {_FORMS}: check its spelling.")
    if not rest or rest.endswith(("/", "\\")):
        raise WrongLocation("The store must be named as ladybug:PATH, and the path must be that of a file.")
    return LadybugFile(Path(rest).expanduser())


def parse_server(location: str) -> Neo4jServer:
    """Read the address of a Neo4j server; raises WrongLocation saying what was expected."""
    try:
        parts = urlsplit(location.strip())
        host, port = parts.hostname, parts.port or _PORT
    except ValueError:
        raise WrongLocation(
            "The address of the Neo4j server cannot be read: it is neo4j://HOST:PORT, and a port is a number up to "
            "65535."
        ) from None
    if parts.username is not None or parts.password is not None:
        raise WrongLocation(
            "The address of the Neo4j server must not hold a user or a password, since addresses are shown and logged: "
            "give them by settings of their own."
        )
    if parts.scheme in _TRUSTING:
        raise WrongLocation(
            "The address of the Neo4j server must not end its scheme in +ssc, which trusts any certificate: say +s, "
            "and name the file of the authority that signed the server's certificate."
        )
    if parts.scheme not in _SERVERS:
        raise WrongLocation(f"The store must be named as {_FORMS}: check its spelling.")
    if not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise WrongLocation(
            "The address of the Neo4j server must be a host and a port and nothing more, as in neo4j://HOST:PORT: a "
            "database is named by a setting of its own."
        )
    return Neo4jServer(host, port, parts.scheme.startswith("neo4j"), parts.scheme.endswith("+s"))
