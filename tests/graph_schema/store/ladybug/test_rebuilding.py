"""A large batch is applied to a copy of the file, which takes its place whole or not at all."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from graph_schema.store import Batch, BatchFault, open_store
from graph_schema.store.ladybug import rebuilding
from tests.graph_schema.store.numbered_writer import ENDED
from tests.graph_schema.store.small_world import LIVES_AT, SCHEMA, Said, household, to_close

MANY = 9_000
COUNT = "MATCH (p:Person)-[l:LIVES_AT]->(:Address) RETURN count(*) AS held"
ENDINGS = "MATCH (:Person)-[l:LIVES_AT]->(:Address) WHERE l.known_to = $ended RETURN count(*) AS held"


def test_a_large_batch_adds_ends_and_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    store = open_store(f"ladybug:{path}", schema=SCHEMA)
    store.write(household(1, 3))
    ended = to_close(Said("p1-0", "a1-0", "p1-0 lives", known_to=ENDED))
    store.write(replace(household(2, MANY), closings={LIVES_AT: ended}))
    store.write(household(3, 3))
    for _ in range(2):
        assert store.read(COUNT)["held"][0].as_py() == MANY + 6
        assert store.read(ENDINGS, {"ended": ENDED})["held"][0].as_py() == 1
        store.close()
        assert sorted(tmp_path.glob(f"*{rebuilding.ENDING}*")) == []
        store = open_store(f"ladybug:{path}", schema=SCHEMA)
    store.close()


@pytest.mark.parametrize("fault", ["a home of nobody", "the end of nothing"])
def test_a_large_batch_that_cannot_be_written_leaves_the_file_and_no_copy(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "graph.lbug"
    store = open_store(f"ladybug:{path}", schema=SCHEMA)
    store.write(household(1, 3))
    large = household(2, MANY)
    if fault == "the end of nothing":
        unsaid = to_close(Said("p1-0", "a1-0", "never said", known_to=ENDED))
        large = replace(large, closings={LIVES_AT: unsaid})
    else:
        homes = large.links[LIVES_AT]
        nobody = pa.array(["nobody", *homes["from"].to_pylist()[1:]], pa.string())
        large = replace(large, links={LIVES_AT: homes.set_column(homes.column_names.index("from"), "from", nobody)})
    with pytest.raises(BatchFault, match="no such node or statement"):
        store.write(large)
    assert sorted(tmp_path.glob(f"*{rebuilding.ENDING}*")) == []
    assert store.read(COUNT)["held"][0].as_py() == 3
    store.write(household(2, MANY))
    assert store.read(COUNT)["held"][0].as_py() == MANY + 3
    store.close()


def test_what_a_process_that_died_left_of_its_copy_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    open_store(f"ladybug:{path}", schema=SCHEMA).close()
    left = [tmp_path / f"graph.lbug{rebuilding.ENDING}{ending}" for ending in ("", ".wal")]
    for file in left:
        file.write_bytes(b"half")
    store = open_store(f"ladybug:{path}", schema=SCHEMA)
    assert not any(file.exists() for file in left)
    store.close()


def test_a_small_batch_goes_the_usual_way(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    open_store(f"ladybug:{path}", schema=SCHEMA).close()
    assert not rebuilding.is_worth_rebuilding(path, Batch())
    assert not rebuilding.is_worth_rebuilding(path, household(1, 100))
    assert rebuilding.is_worth_rebuilding(path, household(1, MANY))
