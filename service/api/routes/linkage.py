"""Reviews of records: what waits for somebody to say whether two records are one person, why, and saying it."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import Header, Path
from pydantic import Field
from starlette.responses import JSONResponse, Response

from ingest.errors import ReviewChanged
from ingest.judging.deciding import Saying, ask_another, decide, weigh_saying
from ingest.judging.said import Judged
from ingest.linkage.judgements import Answer
from service.access import Caller
from service.access.callers import CASE_READERS
from service.api.access import allow, guarded_router
from service.api.linkage import find_review, rules_of, tell_effect, tell_review, visible_reviews
from service.api.looking import Look, LookDep
from service.api.routes.flags import DECIDERS
from service.api.shapes import CursorParameter, LimitParameter, Shape, cut_ranked, example
from service.api.versions import is_as_read, tell_versioned
from service.audit import Action
from service.linkage.effects import effect_of
from service.linkage.reviews import Review

router = guarded_router("linkage")
_IF_MATCH = "The `ETag` of the review as it was read; beside or instead of `version`."


class ReviewDecision(StrEnum):
    """What may be decided about two records."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"
    SECOND_OPINION = "second_opinion"


_ANSWERS = {
    ReviewDecision.ACCEPT: (Answer.SAME, "Joining"),
    ReviewDecision.REJECT: (Answer.NOT_SAME, "Keeping them apart"),
    ReviewDecision.UNSURE: (Answer.UNSURE, "Leaving it open"),
}
_JOINING = {"flagsAdded": 2, "criticalAdded": 1, "flagsRemoved": 0, "inWords": "Joining adds 2 flags, 1 critical."}
_REVIEW: dict[str, Any] = {
    "id": "r-9f2c5e0a7b6d4c319f2c",
    "version": 1,
    "status": "waiting",
    "since": "2026-11-24T09:30:00",
    "score": 0.93,
    "model": "2026-11-24_1a2b3c4d",
    "run": "run-20261124-093000",
    "guards": ["same surname, birth date and address: twins or siblings"],
    "records": [
        {"ref": "cheshire-police:N00001", "personId": "p-5c6f1f0e",
         "says": {"givenNames": "Invented", "familyName": "Person", "dateOfBirth": "1984-02-29"}},
        {"ref": "chester-housing:T00001", "personId": "p-7d2a9b3c",
         "says": {"givenNames": "Invented", "familyName": "Persons"}},
    ],
    "reasons": [
        {"respect": "date of birth", "verdict": "partly", "weight": 6.5, "words": "Day and month are swapped."},
    ],
    "secondOpinion": None,
    "joining": _JOINING,
    "hindrance": None,
}  # fmt: skip
_DECIDED: dict[str, Any] = {
    "id": "r-9f2c5e0a7b6d4c319f2c",
    "status": "decided",
    "decision": "accept",
    "judgement": "j-0a1b2c3d4e5f60718293",
    "decidedBy": "a.coordinator",
    "decidedAt": "2026-11-24T10:00:00",
    "note": "The photograph is the same.",
    "isUndone": False,
    "records": _REVIEW["records"],
    "reasons": _REVIEW["reasons"],
    "score": 0.93,
    "changed": _JOINING,
}


class AskedReviewDecision(Shape):
    """A decision about two records; `version` is the one that was looked at, `opinion` goes with a second opinion."""

    decision: ReviewDecision
    note: str = Field(default="", max_length=4000)
    version: int | None = Field(default=None, ge=1)
    opinion: Answer = Answer.UNSURE


@router.get("/reviews", summary="List reviews of records", responses=example({"items": [_REVIEW], "nextCursor": None}))
def list_reviews(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.LIST_REVIEWS, CASE_READERS, needs_purpose=True)],
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> Response:
    """List what waits, the next best to decide first: by what joining would change in flags, then by doubt.

    Of people of the caller's areas and records in nobody's; without the clearance `victim`, of no victim.
    """
    reviews = {one.id: one for one in visible_reviews(look)}
    question = ("linkage/reviews", caller.subject)
    page, following = cut_ranked(list(reviews), look.running.cursors, question, cursor, limit)
    return JSONResponse({"items": [tell_review(look, reviews[id_]) for id_ in page], "nextCursor": following})


@router.get("/reviews/{id}", summary="Read a review of records", responses=example(_REVIEW))
def read_review(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.READ_REVIEW, CASE_READERS, needs_purpose=True)],
    id_: Annotated[str, Path(alias="id", max_length=64)],
) -> Response:
    """Return one review, with what both records say and the reasons; one that was settled, with who decided and how."""
    return _answer(look, find_review(look, id_))


@router.post("/reviews/{id}/decisions", summary="Decide about two records", responses=example(_DECIDED))
def decide_review(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.DECIDE_REVIEW, DECIDERS)],
    id_: Annotated[str, Path(alias="id", max_length=64)],
    asked: AskedReviewDecision,
    if_match: Annotated[str | None, Header(alias="If-Match", max_length=200, description=_IF_MATCH)] = None,
) -> Response:
    """Accept, reject, be unsure, or ask for a second opinion, and return the review as it then stands.

    409 where somebody has decided since, or what waits is at another version, or `ETag`, than was decided upon.
    """
    review = find_review(look, id_)
    look.trace.reason = asked.decision.value
    if isinstance(review, Judged):
        raise ReviewChanged("Somebody has decided about these two records: look at the review again.")
    if if_match is not None and not is_as_read(if_match, str(review.waits.version)):
        raise ReviewChanged(
            f"What waits has changed since it was read: it is at version {review.waits.version}. Look at it again."
        )
    version = review.waits.version if asked.version is None else asked.version
    if asked.decision is ReviewDecision.SECOND_OPINION:
        ask_another(look.running.store, review.waits.pair, Saying(asked.opinion, caller.subject, asked.note), version)
        return _answer(look, find_review(look, id_))
    return JSONResponse(_decide(look, caller, review, asked, version))


def _answer(look: Look, review: Review | Judged) -> Response:
    version = "decided" if isinstance(review, Judged) else str(review.waits.version)
    return tell_versioned(tell_review(look, review), version)


def _decide(look: Look, caller: Caller, review: Review, asked: AskedReviewDecision, version: int) -> dict[str, object]:
    store = look.running.store
    answer, doing = _ANSWERS[asked.decision]
    saying = Saying(answer, caller.subject, asked.note)
    effect = review.effect
    if answer is not Answer.SAME:
        effect = effect_of(store, weigh_saying(store, review.waits.pair, saying), rules_of(look))
    worked = decide(store, review.waits.pair, saying, version)
    told = tell_review(look, worked.changes.judged[0])
    return told | {"changed": None if effect is None else tell_effect(look, effect, doing)}
