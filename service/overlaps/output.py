"""Overlaps as the outside reads them."""

from collections.abc import Iterable, Mapping
from typing import Any

from service.overlaps.records import LeadBasis, Overlap, ReviewBasis, Unshared

Json = dict[str, Any]

REASONS: Mapping[str, str] = {
    Unshared.NOMINAL_IS_A_VICTIM.value: "the nominal is a victim there: what keeps them safe is not shared by default",
    Unshared.ONLY_AFTER.value: "something was shared about it, but only after this day",
    Unshared.ABOUT_ANOTHER.value: "what was shared is about another MARAC case",
    Unshared.WITHOUT_NAMING_IT.value: "something was shared that names no MARAC case",
    Unshared.NOTHING_RECORDED.value: "nothing is recorded as shared",
}
LEADS: Mapping[str, str] = {
    LeadBasis.RECORDED.value: "as agreed when information was shared",
    LeadBasis.GUIDANCE.value: "by guidance: MAPPA takes precedence where the perpetrator is registered",
}
REVIEWS: Mapping[str, str] = {
    ReviewBasis.MAPPA_MEETING.value: "MAPPA meeting",
    ReviewBasis.MARAC_HEARING.value: "MARAC hearing",
    ReviewBasis.MAPPA_REVIEW.value: "review of the MAPPA case",
}


def as_json(overlaps: Iterable[Overlap], *, with_texts: bool = True) -> list[Json]:
    """Return overlaps; `with_texts` tells also what was shared, which is free text."""
    return [_overlap(one, with_texts=with_texts) for one in overlaps]


def _overlap(one: Overlap, *, with_texts: bool) -> Json:
    return {
        "maracRef": one.marac_ref,
        "maracArea": one.marac_area,
        "nominalIs": list(one.roles),
        "referredOn": one.referred_on.isoformat(),
        "heardOn": one.heard_on.isoformat() if one.heard_on else None,
        "leadForum": one.lead_forum,
        "leadForumBasis": one.lead_basis.value if one.lead_basis else None,
        "isShared": one.is_shared,
        "notSharedBecause": one.not_shared_because.value if one.not_shared_because else None,
        "shares": [
            {
                "shareRef": share.ref,
                "sharedOn": share.shared_on.isoformat(),
                "fromAgency": share.from_agency,
                "toAgency": share.to_agency,
                "what": share.what if with_texts else None,
            }
            for share in one.shares
        ],
        "nextJointReviewOn": one.next_review_on.isoformat() if one.next_review_on else None,
        "nextJointReviewBasis": one.next_review_basis.value if one.next_review_basis else None,
    }
