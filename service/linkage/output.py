"""Reviews as the outside reads them."""

from collections.abc import Sequence

from graph_schema.periods import MAX_MOMENT
from ingest.judging.said import MILLIONTHS, Compared, Judged
from service.linkage.effects import Effect
from service.linkage.reviews import Review
from service.linkage.sides import Side

Json = dict[str, object]


def review_json(review: Review) -> Json:
    """Return a review with what both records say, the reasons for and against, and what joining would change."""
    waits = review.waits
    compared = waits.compared
    return {
        "id": review.id, "version": waits.version, "status": "waiting",
        "since": waits.since.isoformat(timespec="seconds"),
        "score": _score(compared),
        "model": compared.model, "run": compared.run, "guards": list(compared.guards),
        "records": [_side_json(review.left), _side_json(review.right)],
        "reasons": _reasons(compared),
        "secondOpinion": None if waits.asked.asked_by is None else {
            "askedBy": waits.asked.asked_by, "opinion": waits.asked.opinion, "note": waits.asked.asked_note or "",
        },
        "joining": None if review.effect is None else effect_json(review.effect, "Joining"),
        "hindrance": review.hindrance or None,
    }  # fmt: skip


def effect_json(effect: Effect, doing: str) -> Json:
    """Return how many flags come and go, and the sentence that says so."""
    return {
        "flagsAdded": len(effect.added), "criticalAdded": effect.critical, "flagsRemoved": len(effect.removed),
        "inWords": effect.in_words(doing),
    }  # fmt: skip


def _score(compared: Compared) -> float | None:
    return None if compared.score is None else compared.score / MILLIONTHS


def _reasons(compared: Compared) -> list[Json]:
    return [
        {"respect": one.respect, "verdict": one.verdict.value, "weight": one.weight, "words": one.words}
        for one in compared.reasons
    ]


def _side_json(side: Side) -> Json:
    says = {_camel(name): value for name, value in side.says.items()}
    return {"ref": side.ref, "personId": side.person, "says": says}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


_DECISIONS = {"same": "accept", "not_same": "reject", "unsure": "unsure"}


def judged_json(judged: Judged, sides: Sequence[Side]) -> Json:
    """Return what somebody decided about two records: who, when, why, and what they had before them."""
    compared = judged.compared
    return {
        "id": judged.review, "status": "decided", "decision": _DECISIONS[judged.answer],
        "judgement": judged.statement, "decidedBy": judged.judged_by,
        "decidedAt": judged.known_from.isoformat(timespec="seconds"), "note": judged.note,
        "isUndone": judged.known_to != MAX_MOMENT,
        "records": [_side_json(side) for side in sides], "reasons": _reasons(compared), "score": _score(compared),
    }  # fmt: skip
