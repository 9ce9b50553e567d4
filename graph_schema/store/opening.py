"""Opening the store that a setting names, and bringing an older one up to date."""

from graph_schema.store.limits import Limits
from graph_schema.store.location import parse_location
from graph_schema.store.schema import Schema, vocabulary_schema
from graph_schema.store.seam import GraphStore

_DEFAULT = Limits()


def open_store(
    location: str,
    *,
    read_only: bool = False,
    create: bool = True,
    schema: Schema | None = None,
    limits: Limits = _DEFAULT,
) -> GraphStore:
    """Open the store at `location`; where there is none, create it, unless `create` is false or `read_only` true.

    One process may have it open for writing. Opened read-only beside that process, it shows what was written when it
    was opened and nothing later: open it again to see more. Raises the errors of `errors.py`.
    """
    # An engine is imported when it is asked for, so that the other's driver need not be installed.
    from graph_schema.store.ladybug.opening import open_ladybug, open_ladybug_snapshot

    path = parse_location(location).path
    declared = schema or vocabulary_schema()
    if read_only:
        return open_ladybug_snapshot(path, declared, limits)
    return open_ladybug(path, declared, limits, create=create)


def migrate(location: str, *, schema: Schema | None = None, limits: Limits = _DEFAULT) -> list[str]:
    """Bring the store at `location` to the schema of this program, creating it where there is none.

    Returns what was done, a sentence for each step, nothing when it was up to date. A step is done whole or not at all;
    one that fails leaves those before it done.
    """
    from graph_schema.store.ladybug.opening import migrate_ladybug

    return migrate_ladybug(parse_location(location).path, schema or vocabulary_schema(), limits)
