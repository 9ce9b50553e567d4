"""A process that holds the lease: `python lease_holder.py SECONDS`; it writes a batch for each line it is sent.

It prints "held" when it has the lease, and for each batch "written", or the name of the error that stopped it.
"""

import sys

from graph_schema.store import Limits, StoreError, open_store
from tests.graph_schema.store.conftest import place_of_environment
from tests.graph_schema.store.small_world import SCHEMA, household


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(seconds: float) -> None:
    """Hold the lease until the input ends."""
    place = place_of_environment()
    limits = Limits(lease_seconds=seconds, patience_seconds=0.1)
    store = open_store(place.location, access=place.access, schema=SCHEMA, limits=limits)
    with store.lease("landing feeds"):
        _say("held")
        for line in sys.stdin:
            try:
                store.write(household(int(line), 4))
            except StoreError as error:
                _say(type(error).__name__)
            else:
                _say("written")


if __name__ == "__main__":
    main(float(sys.argv[1]))
