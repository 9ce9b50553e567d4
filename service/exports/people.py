"""One row per record of a person: who it is about."""

import polars as pl

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import GraphStore
from ingest.records import public_ref
from service.questions import load_question


def export_people(store: GraphStore) -> pl.DataFrame:
    """Return `person_id` and `ref` (agency:ref) of every record of a person, ordered by both."""
    query = load_question("service.exports", "people")
    people = pl.DataFrame(store.read(query, {"open_end": MAX_MOMENT}))
    refs = pl.Series("ref", [public_ref(record) for record in people["record"]], dtype=pl.String)
    return people.select("person_id", refs).sort("person_id", "ref")
