"""Opening the store that a setting names, and bringing an older one up to date."""

from graph_schema.store.limits import Limits
from graph_schema.store.location import Neo4jServer, ServerAccess, parse_location
from graph_schema.store.schema import Schema, vocabulary_schema
from graph_schema.store.seam import GraphStore

_DEFAULT = Limits()


def open_store(  # noqa: PLR0913 - each is an option with a name
    location: str,
    *,
    access: ServerAccess | None = None,
    read_only: bool = False,
    create: bool = True,
    schema: Schema | None = None,
    limits: Limits = _DEFAULT,
) -> GraphStore:
    """Open the store at `location`; where there is none, create it, unless `create` is false or `read_only` true.

    A file may be open for writing in one process. Opened read-only beside that process, it shows what was written when
    it was opened and nothing later: open it again to see more. A server's store, for which `access` says how to log
    in, may be open for writing in any number of processes, and always shows what is there. Raises the errors of
    `errors.py`.
    """
    # An engine is imported when it is asked for, so that the other's driver need not be installed.
    place = parse_location(location)
    declared = schema or vocabulary_schema()
    if isinstance(place, Neo4jServer):
        from graph_schema.store.neo4j.opening import ServerStore, open_neo4j

        server = ServerStore(place, access or ServerAccess(), declared, limits)
        return open_neo4j(server, create=create, read_only=read_only)
    from graph_schema.store.ladybug.opening import open_ladybug, open_ladybug_snapshot

    if read_only:
        return open_ladybug_snapshot(place.path, declared, limits)
    return open_ladybug(place.path, declared, limits, create=create)


def migrate(
    location: str,
    *,
    access: ServerAccess | None = None,
    schema: Schema | None = None,
    limits: Limits = _DEFAULT,
) -> list[str]:
    """Bring the store at `location` to the schema of this program, creating it where there is none.

    Returns what was done, a sentence for each step, nothing when it was up to date. A step is done whole or not at all;
    one that fails leaves those before it done.
    """
    place = parse_location(location)
    declared = schema or vocabulary_schema()
    if isinstance(place, Neo4jServer):
        from graph_schema.store.neo4j.opening import ServerStore, migrate_neo4j

        return migrate_neo4j(ServerStore(place, access or ServerAccess(), declared, limits))
    from graph_schema.store.ladybug.opening import migrate_ladybug

    return migrate_ladybug(place.path, declared, limits)
