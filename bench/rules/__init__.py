"""The headline rules a second time, as hand-written SQL in DuckDB: their answers and their cost beside the sweep's."""
