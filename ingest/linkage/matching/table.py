"""Records as one table of what is compared: a row each, normalised once, so that comparing is plain SQL."""

from collections.abc import Sequence

import polars as pl

from ingest.linkage.matching.birth_dates import digits_of, is_default, years_of
from ingest.linkage.matching.evidence import LinkageRecord, Related
from ingest.linkage.matching.names import (
    ComparableName,
    family_forms,
    latin,
    own_forms,
    skeleton,
    stands_for,
)
from ingest.linkage.matching.places import crowded_keys, places_of

_TEXTS = pl.List(pl.String)
KINDS = ("pnc", "cro", "crn", "prison_number", "nhs_number", "nino")
"""The identifiers of persons that are compared."""

COLUMNS = pl.Schema(
    {
        "unique_id": pl.String(),
        "agency": pl.String(),
        "given": pl.String(),
        "initial": pl.String(),
        "middle": pl.String(),
        "givens": _TEXTS,
        "own_forms": _TEXTS,
        "stands_for": _TEXTS,
        "given_sound": pl.String(),
        "family": pl.String(),
        "families": _TEXTS,
        "family_sound": pl.String(),
        "born": pl.String(),
        "born_is_default": pl.Boolean(),
        "born_first": pl.Int32(),
        "born_last": pl.Int32(),
        "sex": pl.String(),
        "homes": _TEXTS,
        "shared_places": _TEXTS,
        "doors": _TEXTS,
        "postcodes": _TEXTS,
        "house_number": pl.String(),
        "building": pl.String(),
        "street": pl.String(),
        "town": pl.String(),
        "postcode": pl.String(),
        "ties": _TEXTS,
        "workers": _TEXTS,
        "identifiers": _TEXTS,
        **{kind: pl.String() for kind in KINDS},
        **{f"raw_{kind}": pl.String() for kind in KINDS},
    }
)
"""What is compared of a record; blanks are null, lists may be empty.

`given` is the first given name, null where only an `initial` is known; `stands_for` is every name that a given name or
alias may stand for, `own_forms` just its spellings. Identifiers are without separators: `identifiers` all that were
sent, then the valid one of each kind, then the raw one."""

SHORTEST_IDENTIFIER = 6

TELLING_TIES = frozenset(
    [
        "child_of",
        "parent_of",
        "partner_of",
        "ex_partner_of",
        "sibling_of",
        "victim_of",
        "offender_of",
        "carer_of",
        "cared_for_by",
        "mappa_case",
        "marac_victim",
        "marac_perpetrator",
    ]
)
"""Ties that few people share; co-defendants, associates and the like say less and are left out."""


def tabulate(records: Sequence[LinkageRecord]) -> pl.DataFrame:
    """Return records as a table with COLUMNS, in their order."""
    crowded = crowded_keys(records)
    return pl.DataFrame([_row(record, crowded) for record in records], schema=COLUMNS, orient="row")


def _row(record: LinkageRecord, crowded: frozenset[str]) -> tuple[object, ...]:
    name = ComparableName.of(record.given_names, record.family_name)
    aliases = [ComparableName.of_full_name(alias) for alias in record.aliases]
    given, initial = _first(name.given)
    others = [_first(alias.given)[0] for alias in aliases]
    middle = [word for word in name.given[1:] if len(word) > 1]
    firsts = list(dict.fromkeys(word for word in (given, *others) if word))
    family = "".join(name.family) or None
    born = digits_of(record) or None
    places = places_of(record.addresses, crowded)
    valid = {kind: plain for kind, value in record.identifiers.items() if (plain := _plain(value))}
    raw = {kind: plain for kind, value in record.raw_identifiers.items() if (plain := _plain(value))}
    written = {**raw, **valid}
    family_of_aliases = (form for alias in aliases for form in family_forms(alias.family))
    return (
        record.record,
        record.agency,
        given,
        initial,
        middle[0] if middle else None,
        list(dict.fromkeys([*firsts, *middle])),
        sorted({form for word in firsts for form in own_forms(word)}),
        sorted({form for word in firsts for form in stands_for(word)}),
        skeleton(given) or None if given else None,
        family if family and len(family) > 1 else None,
        sorted({*family_forms(name.family), *family_of_aliases}),
        skeleton(family) or None if family else None,
        born,
        is_default(born) if born else None,
        *years_of(record),
        record.sex or None,
        list(places.homes),
        list(places.shared),
        list(places.doors),
        list(places.postcodes),
        places.number or None,
        places.building or None,
        places.street or None,
        places.town or None,
        places.postcode or None,
        sorted({token for tie in record.related for token in _tokens(tie)}),
        sorted({tie.thing for tie in record.related if tie.kind == "key_worker"}),
        [f"{kind}:{value}" for kind, value in written.items()],
        *(valid.get(kind) for kind in KINDS),
        *(raw.get(kind) for kind in KINDS),
    )


def _plain(identifier: str) -> str:
    """Return letters and digits of an identifier; blank where one sign is all it has, as in 0000000000."""
    text = latin(identifier).replace(" ", "").upper()
    return text if len(text) >= SHORTEST_IDENTIFIER and len(set(text)) > 2 else ""


def _first(words: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the first given name and its initial; the name is None where only a letter is written."""
    if not words:
        return None, None
    return (words[0] if len(words[0]) > 1 else None), words[0][0]


def _tokens(tie: Related) -> list[str]:
    """Return how a tie may be recognised: by the id all agencies share, and by initial and birth date of the other."""
    if tie.kind not in TELLING_TIES:
        return []
    kind = tie.kind.removeprefix("ex_")
    tokens = [f"{kind}|{tie.thing}"] if tie.thing else []
    given = ComparableName.of(tie.given_names, tie.family_name).given
    if given and tie.born:
        tokens.append(f"{kind}|{given[0][0]}|{tie.born:%Y%m%d}")
    return tokens
