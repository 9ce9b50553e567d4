"""A landed area copied from one engine to the other and back: all of it, nothing twice, and never half of it in use."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

import pyarrow as pa
import pytest

from graph_schema.store import Batch, GraphStore, StoreVersionMismatch, open_store
from service.moving import CannotCopy, compare, copy_rows, opened_target
from service.moving.copying import check_part
from service.moving.kinds import kinds_of
from service.moving.pages import read_pages
from tests.service.moving.conftest import SIZE, Place, everything


def copied(source: GraphStore, place: Place) -> None:
    with opened_target(*place) as target:
        assert not target.is_whole
        assert len(list(copy_rows(source, target.store, SIZE))) > 3
        assert all(found.is_same for found in compare(source, target.store))
        target.finish()


def test_a_copy_holds_the_same_to_the_last_property(
    source: GraphStore, place: Place, opened: Callable[[], GraphStore]
) -> None:
    copied(source, place)
    there = opened()
    assert there.stats() == source.stats()
    assert everything(there).equals(everything(source))
    question = "MATCH (f:Feed) RETURN f.id AS id, f.received AS received, f.synthetic AS synthetic ORDER BY id"
    assert there.read(question).to_pylist() == source.read(question).to_pylist()


def test_a_copy_that_was_stopped_goes_on_and_nothing_is_there_twice(
    source: GraphStore, place: Place, opened: Callable[[], GraphStore]
) -> None:
    for _ in range(3):
        with opened_target(*place) as target:
            assert list(islice(copy_rows(source, target.store, SIZE), 2))
    with opened_target(*place) as target:
        counted = list(copy_rows(source, target.store, SIZE))
        target.finish()
    assert counted[0] > 3 * SIZE
    there = opened()
    assert there.stats() == source.stats()
    assert everything(there).equals(everything(source))


def test_nothing_opens_a_store_whose_copy_is_not_whole(
    source: GraphStore, place: Place, opened: Callable[[], GraphStore]
) -> None:
    with opened_target(*place) as target:
        next(copy_rows(source, target.store, SIZE))
    with pytest.raises(StoreVersionMismatch):
        opened()
    with pytest.raises(StoreVersionMismatch):
        open_store(place[0], access=place[1])


def test_a_store_that_was_made_and_never_used_is_copied_into(
    source: GraphStore, place: Place, opened: Callable[[], GraphStore]
) -> None:
    open_store(place[0], access=place[1]).close()
    with opened_target(*place) as target:
        next(copy_rows(source, target.store, SIZE))
    with pytest.raises(StoreVersionMismatch):
        opened()
    copied(source, place)
    assert opened().stats() == source.stats()


def test_what_is_there_once_more_is_refused_and_not_copied_over(source: GraphStore, place: Place) -> None:
    with opened_target(*place) as target:
        list(copy_rows(source, target.store, SIZE))
        kind = next(kind for kind in kinds_of(source, source) if kind.title.startswith("SAME_AS") and kind.held(source))
        held = kind.held(source)
        one = next(read_pages(source, kind, held, list(held)[:1], SIZE))
        target.store.write(Batch(links={kind.what: one}))  # type: ignore[dict-item]  # the title is that of a link
        with pytest.raises(CannotCopy, match="not a copy"):
            list(copy_rows(source, target.store, SIZE))


def test_what_only_the_target_holds_is_refused(source: GraphStore, place: Place) -> None:
    with opened_target(*place) as target:
        target.store.write(Batch(nodes={"Person": pa.table({"id": ["somebody else"]})}))
        with pytest.raises(CannotCopy, match="not a copy") as refused:
            list(copy_rows(source, target.store, SIZE))
    assert "somebody" not in str(refused.value)


def test_a_value_that_differs_shows_in_the_digest_of_its_kind_alone(source: GraphStore, place: Place) -> None:
    with opened_target(*place) as target:
        list(copy_rows(source, target.store, SIZE))
        first = target.store.read("MATCH (f:Feed) RETURN f.id AS id ORDER BY id LIMIT 1")["id"].to_pylist()
        target.store.write(Batch(updates={"Feed": pa.table({"id": first, "handling": ["another marking"]})}))
        assert [found.title for found in compare(source, target.store) if not found.is_same] == ["Feed"]


def test_a_key_is_there_whole_or_not_at_all(source: GraphStore) -> None:
    """What resuming rests on."""
    kind = next(kind for kind in kinds_of(source, source) if kind.held(source))
    held = dict(kind.held(source))
    check_part(kind, held, {})
    check_part(kind, held, dict(list(held.items())[:1]))
    with pytest.raises(CannotCopy):
        check_part(kind, held, {key: count + 1 for key, count in list(held.items())[:1]})


def test_pages_hold_every_row_once_and_no_more_than_they_may(source: GraphStore) -> None:
    for kind in kinds_of(source, source):
        held = kind.held(source)
        # Every other key, so that those in between must be left out.
        keys = sorted(held)[::2]
        pages = list(read_pages(source, kind, held, keys, 50))
        assert sorted(key for page in pages for key in set(page[kind.key].to_pylist())) == keys
        assert sum(page.num_rows for page in pages) == sum(held[key] for key in keys)
        assert all(page.num_rows <= max(50, *held.values()) for page in pages)


def test_rows_that_came_since_they_were_counted_stop_the_copy(source: GraphStore) -> None:
    kind = next(kind for kind in kinds_of(source, source) if kind.held(source))
    held = {key: count + 1 for key, count in kind.held(source).items()}
    with pytest.raises(CannotCopy, match="changed while it was read"):
        list(read_pages(source, kind, held, held, SIZE))


def test_a_node_with_many_relationships_does_not_make_one_large_write(source: GraphStore) -> None:
    chosen = set[str]()
    for kind in kinds_of(source, source):
        if not isinstance(kind.what, str) and kind.held(source):
            other = replace(kind, key="from" if kind.key == "to" else "to")
            most, most_of_other = (max(one.held(source).values()) for one in (kind, other))
            assert most <= most_of_other
            if most < most_of_other:
                chosen.add(kind.key)
    assert chosen == {"from", "to"}
