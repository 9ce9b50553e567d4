"""What a profile may say: the shape of its TOML file."""

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
OTHER = "other"
"""The prefix of the second row's columns where rows are paired (`other:CRN`)."""

# TOML knows lists only; strictness stays for what is in them.
Texts = Annotated[tuple[str, ...], Field(strict=False)]


def read_names(source: str) -> tuple[str, ...]:
    """Return the columns that a source names: those between braces, or itself when it has none."""
    return tuple(PLACEHOLDER.findall(source)) or (source,)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Condition(_Part):
    """One test of one column; text is compared without regard to case and outer spaces."""

    column: str
    any_of: Texts | None = Field(None, alias="is")
    none_of: Texts | None = Field(None, alias="is_not")
    blank: bool | None = None
    in_codes: str | None = None
    not_in_codes: str | None = None

    @model_validator(mode="after")
    def _has_one_test(self) -> "Condition":
        tests = (self.any_of, self.none_of, self.blank, self.in_codes, self.not_in_codes)
        if sum(test is not None for test in tests) != 1:
            raise ValueError("give a condition one of is, is_not, blank, in_codes, not_in_codes")
        return self


class Cell(_Part):
    """How one canonical cell is made; a bare text is short for `{ from = "..." }`.

    `from`, and each item of `first` and `join`, is a column or a template such as `{CRN}-{ADDRESS_NO}`; a template
    with a blank in it is blank. `keys` picks from a cell of JSON, `part` from a full name.
    """

    source: str | None = Field(None, alias="from")
    first: Texts | None = None
    join: Texts | None = None
    value: str | None = None
    glue: str = " "
    keys: Texts | None = None
    part: Literal["family", "given"] | None = None
    split: str | None = None
    codes: str | None = None
    date_formats: Texts | None = None
    last_day: bool = False
    otherwise: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, data: Any) -> Any:
        return {"from": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _has_one_source(self) -> "Cell":
        if sum(way is not None for way in (self.source, self.first, self.join, self.value)) != 1:
            raise ValueError("give a column one of from, first, join, value")
        if self.keys is not None and self.source is None:
            raise ValueError("keys goes with from: the column that holds the JSON")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the columns and templates that the cell is made of, in order."""
        return (self.source,) if self.source is not None else self.first or self.join or ()


class LookUp(_Part):
    """Another table's row beside each row: its columns are then called `<named>:<column>`."""

    table: str
    by: str
    key: str
    named: str


class Pairs(_Part):
    """Every two rows that agree in `by` and differ in `of`; the second row's columns are called `other:<column>`.

    Each two rows are paired once, the lesser `of` first, or with `both_ways` in either order. A group of more than
    `at_most` rows is a catch-all value rather than a group, and is left out with a notice.
    """

    by: str
    of: str
    both_ways: bool = False
    at_most: int = 30


class Record(_Part):
    """One canonical table made from the rows of one source table; all of `when` must hold."""

    source: str = Field(alias="from")
    to: str
    columns: dict[str, Cell]
    when: Annotated[tuple[Condition, ...], Field(strict=False)] = ()
    distinct: bool = False
    pairs: Pairs | None = None
    look_up: Annotated[tuple[LookUp, ...], Field(strict=False)] = ()


class LeftOut(_Part):
    """Rows that on purpose give no record (in `to`, or at all), with the reason that the sender is told."""

    source: str = Field(alias="from")
    to: str | None = None
    when: Annotated[tuple[Condition, ...], Field(strict=False)]
    because: str


class Profile(_Part):
    """How one agency's own files become the tables of a feed.

    `identity` profiles change nothing. `pass_through` names canonical tables that may be sent as they are. `ignored`
    names, by source table, the columns that are not read on purpose (`*`: the whole table). `constants` are values
    that an area sets, used as `{@name}`; `{@agency}` and `{@received}` come from the feed's manifest.
    """

    name: str = ""
    title: str
    identity: bool = False
    date_formats: Texts = ("yyyy-mm-dd",)
    yes: Texts = ("yes", "y", "true", "1")
    no: Texts = ("no", "n", "false", "0")
    constants: dict[str, str] = {}
    codes: dict[str, dict[str, str]] = {}
    pass_through: Texts = ()
    ignored: dict[str, Texts] = {}
    left_out: Annotated[tuple[LeftOut, ...], Field(strict=False)] = ()
    records: Annotated[tuple[Record, ...], Field(strict=False)] = ()
