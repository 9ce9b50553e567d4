"""A few records to judge, and proposals as a model would make them."""

from datetime import datetime

from graph_schema.store import GraphStore
from ingest.judging.deciding import Saying, decide
from ingest.judging.said import pair_of
from ingest.judging.writing import Worked
from ingest.linkage.judgements import Answer
from ingest.linkage.proposals import Outcome, Proposal, Reason, Verdict
from tests.feed_builder import FeedBuilder, a_feed

PNC, OTHER_PNC = "2099/0000043C", "2099/0000353P"
AT = datetime(2026, 3, 2, 10)
ADDRESS = {"address_ref": "A", "primary_name": "7", "street": "Kelpie Row", "postcode": "CH3 9FT"}
AGREES = Reason("date of birth", Verdict.AGREES, 11.5, "Both were born on the same day.")
DISAGREES = Reason("given names", Verdict.DISAGREES, -3.25, "Jon is not Jonathan.")


def record(agency: str, ref: str = "1") -> str:
    """Return the id of a record of a person."""
    return f"{agency}:persons:{ref}"


def a_person(agency: str, day: str, ref: str = "1", **says: str) -> FeedBuilder:
    """Return a feed of one person."""
    return a_feed(agency, day).having("persons", {"person_ref": ref, "given_names": "Jon", **says})


def a_tenant(day: str = "2026-02-03", **says: str) -> FeedBuilder:
    """Return what housing sends: somebody and where they live."""
    home = {"person_ref": "1", "address_ref": "A", "kind": "home"}
    return a_person("housing", day, **says).having("addresses", ADDRESS).having("residences", home)


def says(store: GraphStore, answer: Answer, one: str, other: str, *, by: str = "a", at: datetime = AT) -> Worked:
    """Have somebody judge two records."""
    return decide(store, pair_of(one, other), Saying(answer, by, at=at))


def proposed(one: str, other: str, outcome: Outcome, score: float = 0.98, run: str = "run-1") -> Proposal:
    """Return what a model says of two records."""
    guards = ("twins",) if outcome is Outcome.REVIEW else ()
    return Proposal(*pair_of(one, other), outcome, score, (AGREES, DISAGREES), guards, "model-1", run)
