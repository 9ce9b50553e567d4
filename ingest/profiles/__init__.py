"""Profiles: TOML files that say how one agency's own tables, columns, dates and codes become the tables of a feed."""

from ingest.profiles.errors import ProfileFault
from ingest.profiles.library import list_profiles, load_profile
from ingest.profiles.mapping import Mapped, apply_profile
from ingest.profiles.schema import Profile

__all__ = ["Mapped", "Profile", "ProfileFault", "apply_profile", "list_profiles", "load_profile"]
