"""The record of an overlap: one MARAC case that names the nominal of a MAPPA case."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LeadBasis(StrEnum):
    """Why a forum leads."""

    RECORDED = "recorded"
    GUIDANCE = "guidance"
    """Nothing is recorded: MAPPA takes precedence for a registered perpetrator (NDelius reference data, IMAR)."""


class Unshared(StrEnum):
    """Why nothing counts as shared between the two cases."""

    NOMINAL_IS_A_VICTIM = "nominal_is_a_victim"
    ONLY_AFTER = "only_after"
    ABOUT_ANOTHER = "about_another_marac_case"
    WITHOUT_NAMING_IT = "without_naming_it"
    NOTHING_RECORDED = "nothing_recorded"


class ReviewBasis(StrEnum):
    """What the next joint review is."""

    MAPPA_MEETING = "mappa_meeting"
    MARAC_HEARING = "marac_hearing"
    MAPPA_REVIEW = "mappa_review"


@dataclass(frozen=True)
class Share:
    """One sharing of information between the two: when, between which agencies, and what."""

    ref: str
    shared_on: date
    from_agency: str | None
    to_agency: str | None
    what: str | None


@dataclass(frozen=True)
class Overlap:
    """One open MARAC case that names the nominal, as one or several of perpetrator, victim and child.

    `lead_forum` is mappa or marac, None where neither a share nor guidance says; `not_shared_because` is None exactly
    where something was shared by the day. `next_review_on` is the first day on which either forum takes it up again,
    from the day asked about on.
    """

    marac_ref: str
    marac_area: str | None
    roles: tuple[str, ...]
    referred_on: date
    heard_on: date | None
    lead_forum: str | None
    lead_basis: LeadBasis | None
    shares: tuple[Share, ...]
    not_shared_because: Unshared | None
    next_review_on: date | None
    next_review_basis: ReviewBasis | None
    people: frozenset[str]
    """Everybody the MARAC case names, by the graph's ids."""

    @property
    def is_shared(self) -> bool:
        """Whether something was shared between the two by the day."""
        return self.not_shared_because is None
