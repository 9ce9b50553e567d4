"""What the service looks up, asked by hand on the bare driver: no check of who asks, no audit, no rule, no words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from math import dist
from pathlib import Path
from typing import cast

import ladybug

from graph_schema.periods import AsOf, as_of_filter

Row = list[object]

_PLACE = (
    f"MATCH (a:Address {{id: $key}})-[l:LOCATED_AT]->(r:Record) WHERE {as_of_filter('l')} RETURN l.easting, l.northing"
)
_SUBJECT = f"MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {{id: $key}}) WHERE {as_of_filter('s')} RETURN n.id"
_VICTIMS = f"MATCH (v:Person)-[w:VICTIM_OF]->(n:Person {{id: $key}}) WHERE {as_of_filter('w')} RETURN v.id"
_HOMES = (
    "MATCH (p:Person {id: $key})-[h:LIVES_AT|STAYS_AT|PROPOSED_AT]->(a:Address) "
    f"WHERE {as_of_filter('h')} RETURN a.id"
)
_TIES = (
    "VICTIM_OF|PARENT_OF|CARER_OF|PARTNER_OF|EX_PARTNER_OF|SIBLING_OF|RELATIVE_OF|HOUSEHOLD_MEMBER_OF|"
    "ASSOCIATE_OF|NON_ASSOCIATE_OF|CO_DEFENDANT_OF|WITNESS_AGAINST|IN_CONTACT_WITH"
)
_TIED = tuple(
    f"MATCH (p:Person {{id: $key}}){left}[t:{_TIES}]{right}(q:Person) WHERE {as_of_filter('t')} RETURN q.id"
    for left, right in (("-", "->"), ("<-", "-"))
)
_RESIDENTS = (
    "MATCH (p:Person)-[h:LIVES_AT|STAYS_AT|PROPOSED_AT]->(a:Address {id: $key}) "
    f"WHERE {as_of_filter('h')} RETURN p.id"
)


class Driver:
    """One connection to the engine, and the day and time of knowledge of what is asked."""

    def __init__(self, connection: ladybug.Connection, as_of: AsOf) -> None:
        self._connection = connection
        self._parameters: dict[str, date | datetime] = dict(as_of.parameters)

    def rows(self, query: str, key: str) -> list[Row]:
        """Return the rows of a query about one key."""
        answer = cast("ladybug.QueryResult", self._connection.execute(query, {"key": key, **self._parameters}))
        return cast("list[Row]", answer.get_all())

    def ids(self, query: str, key: str) -> list[str]:
        """Return the one column of a query about one key."""
        return [str(row[0]) for row in self.rows(query, key)]

    def nearest_victim(self, case: str, address: str) -> float | None:
        """Return how far an address is from the nearest home of a victim of a case's subject, in metres."""
        here = self.rows(_PLACE, address)
        metres = [
            dist(here[0], there)  # type: ignore[arg-type]  # two whole numbers each
            for subject in self.ids(_SUBJECT, case)
            for victim in self.ids(_VICTIMS, subject)
            for home in self.ids(_HOMES, victim)
            for there in self.rows(_PLACE, home)
            if here and None not in (*here[0], *there)
        ]
        return min(metres, default=None)

    def people_within_two_hops(self, case: str) -> set[str]:
        """Return the people within two hops of a case's subject: by a tie, or by a home in common."""
        met = set(self.ids(_SUBJECT, case))
        edge = set(met)
        for _ in range(2):
            near = {other for person in edge for query in _TIED for other in self.ids(query, person)}
            homes = {home for person in edge for home in self.ids(_HOMES, person)}
            near |= {other for home in homes for other in self.ids(_RESIDENTS, home)}
            edge = near - met
            met |= near
        return met


@contextmanager
def bare_driver(path: Path, as_of: AsOf) -> Iterator[Driver]:
    """Open a store's file to read, with nothing of ours between."""
    database = ladybug.Database(path, buffer_pool_size=1 << 30, max_num_threads=2, read_only=True)
    connection = ladybug.Connection(database)
    yield Driver(connection, as_of)
    connection.close()
    database.close()
