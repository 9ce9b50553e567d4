"""Pairs that exact identifiers would join and others forbid: no run may decide them, so they wait for somebody."""

from collections.abc import Iterator

import polars as pl

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import GraphStore
from ingest.judging.said import Compared, pair_of
from ingest.landing.state import LandedState
from ingest.linkage.agreement import find_peaceful, hang_together
from ingest.linkage.exact import RefusedJoin
from ingest.linkage.histories import build_histories
from ingest.linkage.identifiers import RULES, borne_identifiers
from ingest.linkage.judgements import APART, deciding, find_disputed, rulings_by_group, weigh
from ingest.linkage.membership import trace_last
from ingest.linkage.proposals import Reason, Verdict

IDENTIFIERS = "identifiers"
"""Stands for the model where exact identifiers alone ask for a person's judgement."""

_PEOPLE = "persons"
_NAMES = {"pnc": "PNC", "cro": "CRO", "crn": "CRN", "prison_number": "prison number", "nhs_number": "NHS number"}


def contradicted_pairs(store: GraphStore, run: str) -> Iterator[tuple[tuple[str, str], Compared]]:
    """Yield every pair of records that agree on one identifier while others keep them apart, as things stand."""
    state = LandedState(store)
    versions = state.open_versions((agency, _PEOPLE) for agency in state.feeds["agency"].unique())
    borne = borne_identifiers(_PEOPLE, versions)
    groups = hang_together(borne)
    contested = groups.join(find_peaceful(_PEOPLE, borne, groups), on="record", how="anti")
    judged = state.judgements(groups["record"].to_list())
    rulings = deciding(weigh(judged)).filter(pl.col("known_to") == MAX_MOMENT)
    disputed = groups.join(find_disputed(rulings, groups), on="group", how="semi")
    contested = pl.concat([contested, disputed]).unique("record")
    held = versions.join(contested, on="record", how="semi")
    histories = build_histories(_PEOPLE, held, borne.join(contested, on="record", how="semi"))
    ruled = rulings_by_group(rulings, contested)
    for (number,), group in contested.sort("group", "record").group_by("group", maintain_order=True):
        members = [histories[record] for record in group["record"]]
        for refused in trace_last(members, RULES[_PEOPLE], MAX_MOMENT, ruled.get(int(str(number)), ()))[1]:
            if refused.agreeing in _NAMES:
                yield pair_of(*refused.records), _compared(refused, run)


def _compared(refused: RefusedJoin, run: str) -> Compared:
    agreed = _NAMES[refused.agreeing]
    reasons = [Reason(refused.agreeing, Verdict.AGREES, 0.0, f"Both have one {agreed}.")]
    for kind in refused.contradicting:
        words = (
            "Somebody keeps records of these two people apart." if kind == APART
            else f"The {_NAMES[kind]}s of the people they belong to differ."
        )  # fmt: skip
        reasons.append(Reason(kind, Verdict.DISAGREES, 0.0, words))
    return Compared(IDENTIFIERS, run, None, tuple(reasons), ("identifiers contradict each other",))
