"""What is said of a store that is not there, or of another version than the program."""

from graph_schema.store.errors import StoreUnavailable, StoreVersionMismatch

COPYING = 1_000_000
"""The version a store carries while another is copied into it, so that nobody takes the part for the whole."""


def no_store(place: object) -> StoreUnavailable:
    """Return what to raise where there is no store."""
    return StoreUnavailable(f"There is no store at {place}: ingest a feed or run `risk-network migrate` to create it.")


def check_version(place: object, version: int, needed: int) -> None:
    """Raise StoreVersionMismatch where the store at `place` is of another version than the program needs."""
    title = str(place)
    title = title[:1].upper() + title[1:] if title.startswith("the ") else title
    if version < needed:
        raise StoreVersionMismatch(
            f"{title} is of schema version {version}, this program needs {needed}: run `risk-network migrate`."
        )
    if version >= COPYING > needed:
        raise StoreVersionMismatch(f"{title} is half copied: run the same `risk-network copy` again until it is whole.")
    if version > needed:
        raise StoreVersionMismatch(
            f"{title} is of schema version {version} and this program knows {needed}: upgrade the program."
        )
