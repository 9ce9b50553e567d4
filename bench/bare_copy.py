"""The reference for a first load: the same CSV files copied into node tables with nothing read, checked or joined."""

import json
from collections.abc import Sequence
from pathlib import Path

import ladybug
import polars as pl


def read_bare(feeds: Sequence[Path]) -> dict[str, pl.DataFrame]:
    """Return every table of the feeds as text, all agencies together."""
    tables: dict[str, list[pl.DataFrame]] = {}
    for feed in feeds:
        for file in feed.glob("*.csv"):
            head = file.read_bytes()[:4096].decode("utf-8-sig", "replace").split("\n", 1)[0]
            separator = max(",;\t", key=head.count)
            encoding = "utf8-lossy"
            frame = pl.read_csv(file, separator=separator, infer_schema=False, encoding=encoding)
            tables.setdefault(file.stem, []).append(frame)
        for file in feed.glob("zones.geojson"):
            drawn = [json.dumps(feature) for feature in json.loads(file.read_bytes())["features"]]
            tables.setdefault("zones", []).append(pl.DataFrame({"feature": drawn}))
    return {name: pl.concat(frames, how="diagonal") for name, frames in tables.items()}


def copy_bare(tables: dict[str, pl.DataFrame], path: Path) -> int:
    """Copy tables into a new store of node tables and return how many rows it then holds."""
    database = ladybug.Database(str(path), buffer_pool_size=1 << 30, max_num_threads=2)
    connection = ladybug.Connection(database)
    rows = 0
    for name, frame in tables.items():
        columns = ", ".join(f"`{column}` STRING" for column in frame.columns)
        connection.execute(f"CREATE NODE TABLE `{name}`(`row` INT64 PRIMARY KEY, {columns})")
        numbered = frame.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
        connection.execute(f"COPY `{name}` FROM $rows", {"rows": numbered.to_arrow()})
        answer = connection.execute(f"MATCH (n:`{name}`) RETURN count(*) AS held")
        if isinstance(answer, list):
            raise TypeError("one question has one answer")
        rows += int(answer.get_next()[0])  # type: ignore[index]  # a list of columns
    connection.close()
    database.close()
    return rows
