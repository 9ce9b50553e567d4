"""What one record says that bears on who it is about, as every part of the matching reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class HeldAddress:
    """An address a record names: parts as sent, canonical postcode, what kind of place it is, and when it was used.

    `kind` is a code of `addresses.kind`, `use` one of `residences.kind`; both blank where unknown.
    """

    secondary: str = ""
    primary: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    uprn: str = ""
    kind: str = ""
    use: str = "home"
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Related:
    """Someone or something a record is tied to: `kind` reads from the record, `PARENT_OF` a child, `of` its child.

    `thing` is the id that all agencies' records of it share, blank where there is none.
    """

    kind: str
    thing: str = ""
    given_names: str = ""
    family_name: str = ""
    born: date | None = None


@dataclass(frozen=True)
class LinkageRecord:
    """One agency's record of a person.

    `aliases` are other full names; `born_text` is the date of birth as sent where it could not be read; `born_from`
    and `born_to` bound the birth where only an age is recorded. `identifiers` are canonical and valid, by kind;
    `raw_identifiers` are those sent that are not valid, by kind.
    """

    record: str
    agency: str
    ref: str
    given_names: str = ""
    family_name: str = ""
    aliases: tuple[str, ...] = ()
    born: date | None = None
    born_text: str = ""
    born_from: date | None = None
    born_to: date | None = None
    sex: str = ""
    addresses: tuple[HeldAddress, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    raw_identifiers: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
