"""The agencies of an area, and the habits with which each sends its files."""

from dataclasses import dataclass
from enum import StrEnum

from graph_schema.areas import AREAS, LOCAL_AUTHORITIES
from ingest.synthetic.identifiers import make_landline


class Role(StrEnum):
    """What an agency is to the area; the value begins its references."""

    POLICE = "N"
    PROBATION = "PB"
    PRISON = "NO"
    CHILDRENS_SERVICES = "LA"
    HOUSING = "HT"
    MARAC = "MC"
    VICTIM_UNIT = "VL"
    HEALTH = "HP"


SENDING_DAY = {role: 2 + 2 * place for place, role in enumerate(Role)}
"""The day of the month on which agencies of a role send; those whose names others use send first."""

_KINDS = {
    Role.POLICE: "police",
    Role.PROBATION: "probation",
    Role.PRISON: "prison",
    Role.CHILDRENS_SERVICES: "childrens_services",
    Role.HOUSING: "housing_authority",
    Role.MARAC: "domestic_abuse_service",
    Role.VICTIM_UNIT: "probation",
    Role.HEALTH: "health",
}
_RESPONSIBLE = {Role.POLICE, Role.PROBATION, Role.PRISON}


@dataclass(frozen=True)
class Habits:
    """How an agency's system writes a CSV file."""

    separator: str = ","
    encoding: str = "utf-8"
    has_bom: bool = False
    line_end: str = "\n"
    draws_in_metres: bool = False


HABITS = {
    Role.POLICE: Habits(has_bom=True, line_end="\r\n"),
    Role.PROBATION: Habits(draws_in_metres=True),
    Role.PRISON: Habits(separator="\t"),
    Role.CHILDRENS_SERVICES: Habits(encoding="cp1252", line_end="\r\n"),
    Role.HOUSING: Habits(separator=";", encoding="cp1252", line_end="\r\n"),
    Role.MARAC: Habits(has_bom=True),
    Role.VICTIM_UNIT: Habits(separator=";"),
    Role.HEALTH: Habits(separator="\t", has_bom=True),
}


@dataclass(frozen=True)
class Agency:
    """An agency of an area; `authority` is the ONS code where it is one local authority's."""

    ref: str
    name: str
    role: Role
    area: str
    authority: str = ""

    @property
    def habits(self) -> Habits:
        """Return how it writes its files."""
        return HABITS[self.role]

    @property
    def sending_day(self) -> int:
        """Return the day of the month on which it sends."""
        return SENDING_DAY[self.role]

    def as_row(self) -> dict[str, str]:
        """Return its row of the table `agencies`, which is the same whoever sends it."""
        place = sum(self.ref.encode())
        return {
            "agency_ref": self.ref,
            "name": self.name,
            "kind": _KINDS[self.role],
            "area": self.area,
            "local_authority": self.authority,
            "duty": "responsible_authority" if self.role in _RESPONSIBLE else "duty_to_cooperate",
            "spoc_name": "Single point of contact",
            "spoc_phone": make_landline(place),
            "spoc_email": f"spoc.{self.ref}@example.com",
        }


def agencies_of(area: str) -> dict[str, Agency]:
    """Return the agencies of an area by reference; children's services are one for each local authority."""
    name = AREAS[area].name
    single = [
        Agency(f"{area}-police", f"{name} Police", Role.POLICE, area),
        Agency(f"probation-{area}", f"Probation, {name}", Role.PROBATION, area),
        Agency(f"prison-{area}", f"HMP Quorwick, {name}", Role.PRISON, area),
        Agency(f"housing-{area}", f"Housing partnership, {name}", Role.HOUSING, area),
        Agency(f"{area}-marac", f"MARAC, {name}", Role.MARAC, area),
        Agency(f"victim-unit-{area}", f"Victim contact unit, {name}", Role.VICTIM_UNIT, area),
        Agency(f"health-{area}", f"NHS trust, {name}", Role.HEALTH, area),
    ]
    districts = [district for district in LOCAL_AUTHORITIES.values() if district.area == area]
    children = [
        Agency(f"cs-{d.code.lower()}", f"Children's services, {d.name}", Role.CHILDRENS_SERVICES, area, d.code)
        for d in districts
    ]
    return {agency.ref: agency for agency in [*single, *children]}
