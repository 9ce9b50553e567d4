"""What the plans of several feeds will ask about what landed before, so that it is asked once for all of them."""

from collections.abc import Sequence

import polars as pl

from graph_schema.vocabulary import TABLES, THINGS
from ingest.landing.standing import Arrival, Standing, Wanted, record_ids
from ingest.records import key_of, reference_record
from ingest.validation.feeds import CheckedFeed
from ingest.validation.tables import CheckedTable

WITHDRAWALS = "withdrawals"


def foresee(feeds: Sequence[tuple[CheckedFeed, Arrival]], standing: Standing) -> Wanted:
    """Return the records the rows are versions of, what they refer to, and the tables that may lose rows."""
    records: list[str] = []
    things: dict[str, set[str]] = {}
    kept: set[tuple[str, str]] = set()
    if standing.landed.is_empty:
        return Wanted(records, things, ())
    for feed, _ in feeds:
        agency = feed.manifest.agency
        is_known = standing.had_landed(agency)
        for name, checked in feed.tables.items():
            if name == WITHDRAWALS:
                kept |= {(agency, table) for table in checked.rows["table"].unique() if is_known}
                continue
            _refer(agency, checked, things, is_known=is_known)
            if is_known:
                key = record_ids(agency, checked.table, key_of(checked.table))
                records += checked.rows.select(key).to_series().to_list()
                kept |= {(agency, name)} if feed.manifest.complete else set()
    return Wanted(records, things, sorted(kept))


def _refer(agency: str, checked: CheckedTable, things: dict[str, set[str]], *, is_known: bool) -> None:
    for column in checked.table.references:
        target = column.target or ""
        refs = checked.rows[column.name].drop_nulls().unique()
        if TABLES[target].is_shared:
            things.setdefault(THINGS[target], set()).update(refs)
        elif is_known:
            records = refs.to_frame("ref").select(reference_record(target, pl.lit(agency), pl.col("ref"))).to_series()
            things.setdefault("Record", set()).update(records)
