"""How answers and bodies are shaped: camelCase outside, snake_case inside, and nothing that was not declared."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from graph_schema.areas import AREAS
from graph_schema.periods import AsOf, end_of_day
from service.api.cursors import MOST, Cursors
from service.api.problems import wrong_value

Item = TypeVar("Item")


class Shape(BaseModel):
    """A part of an answer or a body."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True)


class Page(Shape, Generic[Item]):
    """One page of many; `next_cursor` is where the next begins, and null on the last."""

    items: tuple[Item, ...]
    next_cursor: str | None = None


LimitParameter = Annotated[int, Query(ge=1, le=MOST, description="How many on a page.")]
CursorParameter = Annotated[
    str | None, Query(min_length=1, max_length=1024, description="Where the page begins: `nextCursor` of the last one.")
]
DayParameter = Annotated[date | None, Query(alias="asOf", description="The day asked about; today unless said.")]
KnownParameter = Annotated[
    date | None, Query(alias="knownAt", description="As known at the end of this day; as known now unless said.")
]
AreaParameter = Annotated[str | None, Query(max_length=60, description="A MAPPA area by its slug.")]


def as_of(day: date | None, known: date | None) -> AsOf:
    """Return the day and the time of knowledge that are asked about."""
    now = datetime.now()  # noqa: DTZ005  # the graph keeps local times, as the agencies write them
    return AsOf(day or now.date(), end_of_day(known) if known else now)


def known_area(area: str | None) -> str | None:
    """Return an area that is one of the 42; raises Problem for another."""
    if area is not None and area not in AREAS:
        raise wrong_value("area", "must be the slug of one of the 42 MAPPA areas, such as cheshire")
    return area


def cut_page(
    ids: Sequence[str], cursors: Cursors, question: Sequence[str], cursor: str | None, limit: int
) -> tuple[Sequence[str], str | None]:
    """Return the ids of a page, out of all in their order, and the cursor of the next; raises Problem for a wrong one.

    The order must be that of the ids as text, so that a page is found again where some have come or gone.
    """
    place = cursors.read(cursor, question) if cursor else None
    rest = [one for one in ids if place is None or one > place]
    page = rest[:limit]
    return page, cursors.make(page[-1], question) if len(rest) > limit else None


def cut_ranked(
    ids: Sequence[str], cursors: Cursors, question: Sequence[str], cursor: str | None, limit: int
) -> tuple[Sequence[str], str | None]:
    """Return the ids of a page out of all in an order of their own, and the cursor of the next.

    Where the last one of the page before is gone, the next page begins at its place. Raises Problem for a wrong cursor.
    """
    begin = 0
    if cursor is not None:
        rank, _, last = cursors.read(cursor, question).partition(":")
        begin = ids.index(last) + 1 if last in ids else int(rank)
    page = ids[begin : begin + limit]
    stop = begin + len(page)
    return page, cursors.make(f"{stop - 1}:{page[-1]}", question) if stop < len(ids) else None


def example(content: object, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """Return what documents an answer by an example."""
    return {status: {"content": {"application/json": {"example": content}}}}
