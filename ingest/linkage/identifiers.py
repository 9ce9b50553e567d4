"""What each version of a record bears that records are joined by."""

from collections.abc import Mapping

import polars as pl

from graph_schema.vocabulary import TABLES
from ingest.geocoding.match_keys import KEY_COLUMNS, match_keys
from ingest.linkage.exact import ADDRESS_RULE, PERSON_RULE, JoinRule
from ingest.records import unpacked

RULES: Mapping[str, JoinRule] = {"persons": PERSON_RULE, "addresses": ADDRESS_RULE}
"""How the records of a table are joined; tables not named here have shared names or are never joined."""


def borne_identifiers(table: str, versions: pl.DataFrame, *kept: str) -> pl.DataFrame:
    """Return record, known_from, known_to, kind, value and `identifier` (`kind:value`) for all that versions bear.

    Columns of `versions` named in `kept` come too.
    """
    kinds, spans = list(RULES[table].kinds), ["record", "known_from", "known_to", *kept]
    held = versions.select(*spans, "values")
    if table == "addresses":
        rows = unpacked(TABLES[table], held, ["uprn", *KEY_COLUMNS])
        rows = rows.with_columns(match_keys(rows).alias("text"))
    else:
        rows = unpacked(TABLES[table], held, kinds)
    borne = rows.select(*spans, *kinds).unpivot(on=kinds, index=spans, variable_name="kind").drop_nulls("value")
    return borne.with_columns(pl.concat_str(["kind", "value"], separator=":").alias("identifier"))
