"""Where the graph is kept, as one setting says it."""

from dataclasses import dataclass
from pathlib import Path

from graph_schema.store.errors import WrongLocation

_SERVERS = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})


@dataclass(frozen=True)
class LadybugFile:
    """A store in one file, by the engine that runs in this process."""

    path: Path


def parse_location(location: str) -> LadybugFile:
    """Read `ladybug:PATH`; raises WrongLocation saying what was expected."""
    scheme, colon, rest = location.strip().partition(":")
    if scheme in _SERVERS:
        raise WrongLocation(
            "The graph cannot be kept on a Neo4j server by this version: name a file, ladybug:PATH, or install a "
            "version that says it speaks to servers."
        )
    if scheme != "ladybug" or not colon:
        raise WrongLocation(
            # What was given is not repeated: a misspelt address of a server may hold a password.
            "The store must be named as ladybug:PATH, for example ladybug:graph.lbug: check its spelling."
        )
    if not rest or rest.endswith(("/", "\\")):
        raise WrongLocation("The store must be named as ladybug:PATH, and the path must be that of a file.")
    return LadybugFile(Path(rest).expanduser())
