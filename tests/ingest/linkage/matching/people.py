"""Records as a case tells them: `of("police", "Ella", "Vance", "2012-03-05", living_at("4 Elm Road"))`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ingest.linkage.matching import HeldAddress, LinkageRecord, Proposals, Related
from ingest.linkage.proposals import Outcome, Proposal


def living_at(primary: str, postcode: str = "CW1 2AB", kind: str = "dwelling", secondary: str = "") -> HeldAddress:
    """Return a home: number and street in one text, the number first."""
    number, _, street = primary.partition(" ")
    return HeldAddress(secondary=secondary, primary=number, street=street, town="Crewe", postcode=postcode, kind=kind)


def tied(kind: str, given: str, born: str, thing: str = "") -> Related:
    """Return a tie to someone by name and birth date."""
    return Related(kind, thing, given, "", date.fromisoformat(born))


def of(agency: str, given: str, family: str, born: str = "", *facts: object, **more: object) -> LinkageRecord:
    """Return an agency's record; `facts` are homes and ties, `more` any other field of a record, such as `ref`."""
    ref = str(more.pop("ref", f"{given}-{family}-{born}"))
    return LinkageRecord(
        record=f"{agency}:persons:{ref}",
        agency=agency,
        ref=f"{agency}:{ref}",
        given_names=given,
        family_name=family,
        born=date.fromisoformat(born) if born else None,
        addresses=tuple(fact for fact in facts if isinstance(fact, HeldAddress)),
        related=tuple(fact for fact in facts if isinstance(fact, Related)),
        **more,  # type: ignore[arg-type]
    )


@dataclass
class Told:
    """What was proposed, asked by records."""

    proposals: Proposals
    by_pair: dict[frozenset[str], Proposal] = field(init=False)

    def __post_init__(self) -> None:
        self.by_pair = {frozenset((one.left, one.right)): one for one in self.proposals.proposals}

    def about(self, one: LinkageRecord, other: LinkageRecord) -> Proposal | None:
        """Return what is proposed of two records."""
        return self.by_pair.get(frozenset((one.record, other.record)))

    def outcome(self, one: LinkageRecord, other: LinkageRecord) -> Outcome | None:
        """Return the outcome for two records, None where nothing is proposed."""
        proposal = self.about(one, other)
        return proposal.outcome if proposal else None

    def joins(self) -> set[frozenset[str]]:
        """Return the pairs to be joined."""
        return {pair for pair, one in self.by_pair.items() if one.outcome is Outcome.JOIN}


def pair_of(one: LinkageRecord, other: LinkageRecord) -> frozenset[str]:
    """Return the ids of two records."""
    return frozenset((one.record, other.record))


def ids_of(records: Iterable[LinkageRecord]) -> set[str]:
    """Return the ids of records."""
    return {record.record for record in records}
