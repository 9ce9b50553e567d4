"""Everything that is set from outside, in one place: environment variables with the prefix RISK_NETWORK_."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph_schema.store import WrongLocation
from graph_schema.store.location import parse_location
from service.errors import WrongSetting

PREFIX = "RISK_NETWORK_"


def _default_store() -> str:
    return f"ladybug:{user_data_path('risk-network') / 'graph.lbug'}"


class Settings(BaseSettings):
    """The settings of one run."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    store: str = Field(
        default_factory=_default_store,
        description="Where the graph is kept: `ladybug:PATH`. By default a file in the user's data folder.",
    )
    profiles_dir: Path | None = Field(
        default=None, description="A folder of an area's own profiles, beside those that ship."
    )

    @field_validator("store")
    @classmethod
    def _name_a_store(cls, store: str) -> str:
        try:
            parse_location(store)
        except WrongLocation as wrong:
            raise ValueError(str(wrong)) from None
        return store

    @field_validator("profiles_dir")
    @classmethod
    def _name_a_folder(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.expanduser().is_dir():
            raise ValueError("There is no such folder.")
        return folder.expanduser() if folder else None


def load_settings() -> Settings:
    """Read the environment; raises WrongSetting naming the variable and why it cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{PREFIX}{'_'.join(str(part) for part in first['loc']).upper()}"
        reason = first["msg"].removeprefix("Value error, ").rstrip(".")
        raise WrongSetting(f"{name} cannot be used. {reason}. See docs/settings.md.") from None


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
            "Environment variables; a wrong one stops the start with a sentence that says which and why.",
            "",
            "| variable | meaning |",
            "|---|---|",
            *rows,
            "",
        ]
    )
