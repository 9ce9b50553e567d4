"""Everything that is set from outside, in one place: environment variables with the prefix RISK_NETWORK_."""

import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph_schema.store import WrongLocation
from graph_schema.store.location import LadybugFile, ServerAccess, parse_location
from service.errors import WrongSetting

PREFIX = "RISK_NETWORK_"
NOT_OURS = frozenset({"SOAK", "TEST_NEO4J", "TEST_NEO4J_PASSWORD"})
"""What has the prefix and is read by the tests, not by the program."""


def _default_store() -> str:
    return f"ladybug:{user_data_path('risk-network') / 'graph.lbug'}"


def _default_audit(set_before: dict[str, Any]) -> str:
    return f"sqlite:{data_folder(set_before.get('store')) / 'audit.sqlite'}"


def data_folder(store: str | None) -> Path:
    """Return the folder of an embedded store, or the user's data folder where the store is no file."""
    place = parse_location(store) if store else None
    return place.path.parent if isinstance(place, LadybugFile) else user_data_path("risk-network")


class Settings(BaseSettings):
    """The settings of one run."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    store: str = Field(
        default_factory=_default_store,
        description="Where the graph is kept: `ladybug:PATH`, by default a file in the user's data folder, or a "
        "server, as `neo4j://`, `neo4j+s://`, `bolt://` or `bolt+s://`.",
    )
    store_user: str = Field(default="neo4j", min_length=1, description="Who logs in to a Neo4j server. `neo4j`.")
    store_password: SecretStr = Field(
        default=SecretStr(""), description="The password of that user; better in a file: `STORE_PASSWORD_FILE`."
    )
    store_password_file: Path | None = Field(
        default=None, description="The file that holds the password of that user, and nothing else."
    )
    store_database: str | None = Field(default=None, description="The database on the server; else the user's own.")
    store_certificates: Path | None = Field(
        default=None, description="The authority that signed the server's certificate; else those of the machine."
    )
    audit: str = Field(
        default_factory=_default_audit,
        description="Where the audit is kept: `sqlite:PATH`, by default `audit.sqlite` beside the store, or a "
        "database that several machines share, as `postgresql://USER@HOST/DATABASE`.",
    )
    audit_password_file: Path | None = Field(
        default=None,
        description="The file that holds the password of the audit's role on a server, and nothing else. Without it "
        "libpq's own means count, such as `PGPASSFILE` or a client's certificate named in the address.",
    )
    audit_key_file: Path | None = Field(
        default=None,
        description="The file of the audit's key, 32 bytes or more, for its owner alone; made on first use. Must be "
        "set unless everybody in the store is invented.",
    )
    audit_anchor_file: Path | None = Field(
        default=None,
        description="Where the signed head of the audit is kept, better on another disk. By default beside the audit.",
    )
    oidc_issuer: str | None = Field(
        default=None,
        description="The issuer of access tokens, exactly as it names itself: `https://...`. Without one, and only "
        "while everybody in the store is invented, `risk-network token` makes them, for this machine alone.",
    )
    oidc_audience: str = Field(
        default="risk-network", min_length=1, description="The audience that access tokens must name. `risk-network`."
    )
    oidc_jwks_uri: str | None = Field(
        default=None, description="Where the issuer's keys are, if on another host than the issuer itself."
    )
    oidc_client_id: str | None = Field(
        default=None,
        description="The name under which the issuer knows the pages; without it they sign nobody in.",
    )
    oidc_client_secret_file: Path | None = Field(
        default=None,
        description="The file that holds the secret of that client, and nothing else; without it the client has none.",
    )
    oidc_scope: str = Field(
        default="openid", min_length=1, description="What the pages ask of the issuer, by words with spaces. `openid`."
    )
    public_address: str | None = Field(
        default=None,
        description="The address under which people reach the pages, as `https://risk-network.example.org`; with an "
        "issuer the pages need it. It followed by `/sign-in/back` is what is registered with the issuer.",
    )
    policy_dir: Path | None = Field(default=None, description="A folder of policy files that set thresholds otherwise.")
    profiles_dir: Path | None = Field(
        default=None, description="A folder of an area's own profiles, beside those that ship."
    )
    rules_dir: Path | None = Field(default=None, description="A folder of an area's own rules, beside those that ship.")
    host: str = Field(
        default="127.0.0.1", min_length=1, description="The address that `serve` listens on. `127.0.0.1`."
    )
    port: int = Field(
        default=8080, ge=0, le=65535, description="The port that `serve` listens on. `8080`; 0 takes a free one."
    )

    @property
    def server_access(self) -> ServerAccess:
        """Return how to log in to the server, where the store is on one."""
        return ServerAccess(
            self.store_user,
            self.store_password.get_secret_value(),
            self.store_password_file,
            self.store_database,
            self.store_certificates,
        )

    @field_validator("store")
    @classmethod
    def _name_a_store(cls, store: str) -> str:
        try:
            parse_location(store)
        except WrongLocation as wrong:
            raise ValueError(str(wrong)) from None
        return store

    @field_validator("audit")
    @classmethod
    def _name_an_audit(cls, audit: str) -> str:
        from service.audit.errors import WrongAudit
        from service.audit.location import parse_audit

        try:
            parse_audit(audit)
        except WrongAudit as wrong:
            raise ValueError(str(wrong)) from None
        return audit

    @field_validator(
        "audit_key_file",
        "audit_anchor_file",
        "audit_password_file",
        "oidc_client_secret_file",
        "store_password_file",
        "store_certificates",
    )
    @classmethod
    def _name_a_file(cls, file: Path | None) -> Path | None:
        if file is not None and file.expanduser().is_dir():
            raise ValueError("It must name a file, and this is a folder.")
        return file.expanduser() if file else None

    @field_validator("policy_dir", "profiles_dir", "rules_dir")
    @classmethod
    def _name_a_folder(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.expanduser().is_dir():
            raise ValueError("There is no such folder.")
        return folder.expanduser() if folder else None

    @field_validator("oidc_scope")
    @classmethod
    def _name_openid(cls, scope: str) -> str:
        if "openid" not in scope.split():
            raise ValueError("Among its words must be openid: without it nobody is told who signed in.")
        return scope

    @field_validator("public_address")
    @classmethod
    def _name_a_public_address(cls, address: str | None) -> str | None:
        if address is None:
            return None
        parts = urlsplit(address)
        if parts.scheme not in {"https", "http"} or not parts.hostname or parts.username or address.count("/") > 3:
            raise ValueError("It must be an address without a path, such as https://risk-network.example.org.")
        if parts.query or parts.fragment or parts.path not in {"", "/"}:
            raise ValueError("It must be an address without a path, such as https://risk-network.example.org.")
        if parts.scheme == "http" and not is_loopback(parts.hostname):
            raise ValueError("It must begin with https://; http:// will do on this machine alone.")
        return address.rstrip("/")

    @field_validator("oidc_issuer", "oidc_jwks_uri")
    @classmethod
    def _name_a_guarded_address(cls, address: str | None) -> str | None:
        """Keys that come unguarded over a network could be anybody's."""
        if address is None:
            return None
        parts = urlsplit(address)
        if not parts.hostname or parts.username or parts.fragment or parts.scheme not in {"https", "http"}:
            raise ValueError("It must be an address such as https://sign-in.example.org/realms/mappa.")
        if parts.scheme == "http" and not is_loopback(parts.hostname):
            raise ValueError("It must begin with https://; http:// will do on this machine alone.")
        return address


def is_loopback(host: str) -> bool:
    """Whether a host's name or address can only be this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def load_settings() -> Settings:
    """Read the environment; raises WrongSetting naming the variable and why it cannot be used."""
    _refuse_misspelt(os.environ)
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{PREFIX}{'_'.join(str(part) for part in first['loc']).upper()}"
        reason = first["msg"].removeprefix("Value error, ").rstrip(".")
        raise WrongSetting(f"{name} cannot be used. {reason}. See docs/settings.md.") from None


def _refuse_misspelt(environment: Mapping[str, str]) -> None:
    """A misspelt setting would leave the default in force without a word."""
    known = {name.upper() for name in Settings.model_fields}
    for variable in sorted(_ours(environment)):
        name = variable.upper().removeprefix(PREFIX)
        if name not in known | NOT_OURS:
            nearest = get_close_matches(name, sorted(known), n=1, cutoff=0)[0]
            raise WrongSetting(
                f"{variable} is no setting; the nearest one is {PREFIX}{nearest}. Mend it. See docs/settings.md."
            )


def _ours(environment: Iterable[str]) -> list[str]:
    return [variable for variable in environment if variable.upper().startswith(PREFIX)]


def render_page() -> str:
    """Return docs/settings.md."""
    rows = [
        f"| `{PREFIX}{name.upper()}` | {field.description} |" for name, field in sorted(Settings.model_fields.items())
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "<!-- Made by `make docs` from `service/settings.py`. -->",
            "",
            "Environment variables; a wrong or misspelt one stops the start with a sentence that says which and why.",
            "",
            "| variable | meaning |",
            "|---|---|",
            *rows,
            "",
        ]
    )
