"""What people and runs of linkage have said of two records: what joins and keeps apart beside exact identifiers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

import polars as pl

PERSON, MODEL = "person", "model"
"""Whose voice a judgement is; where it joins a record to another, the basis of that membership."""

APART = "judgement"
"""Stands among what contradicts a join for somebody's word that two of the records are two people."""

AGENCY = "agency"
"""Stands among what contradicts a join for two records of one agency, which no model alone makes one person."""


class Answer(StrEnum):
    """What is said of two records: both are about one person, or not, or it cannot be told."""

    SAME = "same"
    NOT_SAME = "not_same"
    UNSURE = "unsure"


JUDGEMENTS = pl.Schema(
    {
        "statement": pl.String(),
        "left": pl.String(),
        "right": pl.String(),
        "voice": pl.String(),
        "answer": pl.String(),
        "score": pl.Int64(),
        "within_agency": pl.Boolean(),
        "known_from": pl.Datetime("us"),
        "known_to": pl.Datetime("us"),
    }
)
"""Judgements as far as they decide who is who; `left` comes before `right` in the order of ids, `score` is in
millionths, `within_agency` says that policy let the run join records of one agency."""

RULINGS = pl.Schema({name: kind for name, kind in JUDGEMENTS.items() if name != "statement"})
"""What counts of a pair, from one time of knowledge to another; never two at a time."""


@dataclass(frozen=True)
class Ruling:
    """What counts of two records, from one time of knowledge to another: `same`, or that they are kept apart."""

    left: str
    right: str
    voice: str
    is_same: bool
    score: int
    within_agency: bool
    known_from: datetime
    known_to: datetime


def weigh(judgements: pl.DataFrame) -> pl.DataFrame:
    """Return what counts of each pair at every time of knowledge, in the columns of RULINGS.

    While a person's judgement stands no model's counts, whatever either says; of several persons' the last counts.
    """
    pair = ["left", "right"]
    spoken = judgements.filter(pl.col("voice") == PERSON).select(pair).unique()
    # Nobody has spoken of most pairs, and a run says one thing of a pair at a time.
    plain = judgements.join(spoken, on=pair, how="anti")
    rows: list[Mapping[str, object]] = []
    for _, group in judgements.join(spoken, on=pair, how="semi").group_by(pair, maintain_order=True):
        rows += _walk(group.to_dicts())
    return pl.concat([plain.select(list(RULINGS)), pl.DataFrame(rows, schema=RULINGS)])


def _walk(said: Sequence[Mapping[str, object]]) -> Iterator[Mapping[str, object]]:
    moments: list[datetime] = sorted({row[end] for row in said for end in ("known_from", "known_to")})  # type: ignore[misc]
    for start, stop in pairwise(moments):
        now = [row for row in said if row["known_from"] <= start < row["known_to"]]  # type: ignore[operator]
        if now:
            counts = max(now, key=lambda row: (row["voice"] == PERSON, row["known_from"], row["statement"]))
            row = {name: counts[name] for name in RULINGS}
            yield row | {"known_from": start, "known_to": stop}


def deciding(rulings: pl.DataFrame) -> pl.DataFrame:
    """Return the rulings that join, and those by which a person keeps apart; what is unsure decides nothing."""
    is_same, is_person = pl.col("answer") == Answer.SAME, pl.col("voice") == PERSON
    return rulings.filter(is_same | (is_person & (pl.col("answer") == Answer.NOT_SAME)))


def as_borne(rulings: pl.DataFrame, versions: pl.DataFrame) -> pl.DataFrame:
    """Return joining rulings as if both records bore one identifier, while each of them states something.

    The columns are those of `borne_identifiers`: record, known_from, known_to, kind, value, identifier.
    """
    ties = rulings.filter(pl.col("answer") == Answer.SAME)
    value = pl.concat_str(["left", "right"], separator="|").alias("value")
    ends = pl.concat([
        ties.select(pl.col(end).alias("record"), pl.col("voice").alias("kind"), value,
                    pl.col("known_from").alias("from"), pl.col("known_to").alias("to"))
        for end in ("left", "right")
    ])  # fmt: skip
    held = versions.select("record", "known_from", "known_to").join(ends, on="record")
    clipped = held.with_columns(
        pl.max_horizontal("known_from", "from").alias("known_from"),
        pl.min_horizontal("known_to", "to").alias("known_to"),
    )
    return clipped.filter(pl.col("known_from") < pl.col("known_to")).select(
        "record", "known_from", "known_to", "kind", "value",
        pl.concat_str(["kind", "value"], separator=":").alias("identifier"),
    )  # fmt: skip


def find_disputed(rulings: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Return the numbers of those `groups` (record, group) that must be walked because of a ruling: group.

    Where a person keeps two of the records apart, and where a model joins some and two of them are of one agency.
    """
    within = rulings.join(groups, left_on="left", right_on="record").join(
        groups, left_on="right", right_on="record", suffix="_right"
    )
    apart = within.filter((pl.col("answer") != Answer.SAME) & (pl.col("group") == pl.col("group_right")))
    modelled = within.filter(pl.col("voice") == MODEL).select("group").unique()
    agency = pl.col("record").str.splitn(":", 2).struct.field("field_0").alias("agency")
    crowded = groups.join(modelled, on="group", how="semi").select("group", agency)
    crowded = crowded.filter(pl.col("agency").is_duplicated().over("group"))
    return pl.concat([apart.select("group"), crowded.select("group")]).unique()


def rulings_by_group(rulings: pl.DataFrame, groups: pl.DataFrame) -> dict[int, list[Ruling]]:
    """Return by group the rulings between two of its records; `groups` has record and group."""
    held = rulings.join(groups.select("record", "group"), left_on="left", right_on="record").join(
        groups.select("record", "group"), left_on="right", right_on="record", suffix="_right"
    )
    by_group: dict[int, list[Ruling]] = {}
    for row in held.filter(pl.col("group") == pl.col("group_right")).iter_rows(named=True):
        ruling = Ruling(
            row["left"], row["right"], row["voice"], row["answer"] == Answer.SAME, row["score"] or 0,
            bool(row["within_agency"]), row["known_from"], row["known_to"],
        )  # fmt: skip
        by_group.setdefault(row["group"], []).append(ruling)
    return by_group
