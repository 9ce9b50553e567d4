"""Versions of records as the walk through time wants them."""

import polars as pl

from ingest.linkage.membership import History, Version
from ingest.records import decode, own_id


def build_histories(table: str, versions: pl.DataFrame, borne: pl.DataFrame) -> dict[str, History]:
    """Return by record all that it ever bore; `borne` is `borne_identifiers` of `versions`."""
    bears: dict[tuple[str, object], dict[str, str]] = {}
    for record, known_from, known_to, kind, value in borne.select(
        "record", "known_from", "known_to", "kind", "value"
    ).iter_rows():
        bears.setdefault((record, (known_from, known_to)), {})[kind] = value
    spans: dict[str, list[Version]] = {}
    for record, known_from, known_to in versions.select("record", "known_from", "known_to").iter_rows():
        held = bears.get((record, (known_from, known_to)), {})
        spans.setdefault(record, []).append(Version(known_from, known_to, held))
    ids = versions.select("record", "agency").unique()
    ids = ids.with_columns(own_id(table, pl.col("record")).alias("own"))
    prefix = len(f":{table}:")
    return {
        record: History(record, (agency, decode(record[len(agency) + prefix :])), own, spans[record])
        for record, agency, own in ids.iter_rows()
    }
