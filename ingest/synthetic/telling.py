"""How a fact of the true world becomes a row of an agency that has a record of the person it is about."""

from dataclasses import dataclass

import polars as pl

from ingest.synthetic.agencies import Agency, Role
from ingest.synthetic.dice import Dice
from ingest.synthetic.frames import AGENCY, MONTH, SENDING_DAY, as_statements
from ingest.synthetic.world import World


@dataclass(frozen=True)
class Telling:
    """The world and the records through which it is seen.

    `records` holds one record for each person and agency; `cases` person, case_ref, case_month (of the police's row)
    and case_from; `addresses` agency, address, address_ref, month.
    """

    world: World
    records: pl.DataFrame
    cases: pl.DataFrame
    addresses: pl.DataFrame

    @property
    def dice(self) -> Dice:
        """Return the dice of the chunk."""
        return self.world.setting.dice

    def agency(self, role: Role) -> Agency:
        """Return the one agency of a role (the first, for children's services)."""
        return next(agency for agency in self.world.setting.agencies.values() if agency.role is role)

    def by(self, role: Role, facts: pl.DataFrame, person: str = "person") -> pl.DataFrame:
        """Return the facts about people of whom agencies of a role have a record, each from its record's month on.

        Adds AGENCY, SENDING_DAY, MONTH and `person_ref`.
        """
        known = self.records.filter(pl.col("role") == role.value).select(
            pl.col("person").alias(person), AGENCY, SENDING_DAY, MONTH, pl.col("ref").alias("person_ref")
        )
        return facts.join(known, on=person, maintain_order="left_right")

    def of_cases(self, role: Role, facts: pl.DataFrame) -> pl.DataFrame:
        """Return facts about nominals' cases as the agency of a role tells them, from the case's month on."""
        agency = self.agency(role)
        return facts.join(self.cases, on="person", maintain_order="left_right").with_columns(
            pl.lit(agency.ref).alias(AGENCY),
            pl.lit(agency.sending_day, dtype=pl.Int64).alias(SENDING_DAY),
            pl.col("case_month").alias(MONTH),
        )

    def with_other(self, rows: pl.DataFrame, person: str, ref: str) -> pl.DataFrame:
        """Add the agency's reference for a second person, blank where it has no record, and wait for that record."""
        other = self.records.select(
            AGENCY, pl.col("person").alias(person), pl.col("ref").alias(ref), pl.col(MONTH).alias("_month")
        )
        joined = rows.join(other, on=[AGENCY, person], how="left", maintain_order="left")
        return joined.with_columns(pl.max_horizontal(MONTH, "_month").alias(MONTH)).drop("_month")

    def with_address(self, rows: pl.DataFrame, address: str = "address", ref: str = "address_ref") -> pl.DataFrame:
        """Add the agency's reference for an address; rows about addresses it does not know are left out."""
        known = self.addresses.select(
            AGENCY, pl.col("address").alias(address), pl.col("address_ref").alias(ref), pl.col(MONTH).alias("_month")
        )
        joined = rows.join(known, on=[AGENCY, address], maintain_order="left")
        return joined.with_columns(pl.max_horizontal(MONTH, "_month").alias(MONTH)).drop("_month")

    def numbered(self, rows: pl.DataFrame, column: str, kind: str) -> pl.DataFrame:
        """Add a reference of the sender's own, or a shared name, that no other chunk gives."""
        number = pl.int_range(pl.len()).cast(pl.String).str.zfill(6)
        return rows.with_columns((pl.lit(self.world.setting.shared_name(kind)) + number).alias(column))

    def table(self, name: str, rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
        """Return the rows as what is said in one table."""
        return {name: as_statements(name, rows, self.world.setting.calendar.months)}
