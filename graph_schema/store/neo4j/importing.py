"""What the server's own offline import wants: headers that tell types, and the options that name every file.

It loads a whole country in a fraction of the time that transactions take, into a database that is not running.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graph_schema.kinds import Property, ValueType
from graph_schema.store.batch import Link

_TYPES = {
    ValueType.TEXT: "string",
    ValueType.INTEGER: "long",
    ValueType.DAY: "date",
    ValueType.MOMENT: "localdatetime",
    ValueType.TRUTH: "boolean",
}

OPTIONS = ("--id-type=string", "--multiline-fields=true", "--bad-tolerance=0", "--skip-bad-relationships=false")
"""Ids are text, text may hold line ends, and one row that does not fit stops the import."""


@dataclass(frozen=True)
class ImportFiles:
    """The two files of one kind: `what` is a label or a link, the header stands apart from the rows."""

    what: str | Link

    @property
    def name(self) -> str:
        """Return what both files are named for."""
        return self.what if isinstance(self.what, str) else ".".join(self.what)

    @property
    def header_file(self) -> str:
        """Return the file of the header."""
        return f"{self.name}.header.csv"

    @property
    def rows_file(self) -> str:
        """Return the file of the rows."""
        return f"{self.name}.csv"

    @property
    def option(self) -> str:
        """Return the option that names them."""
        files = f"{self.header_file},{self.rows_file}"
        if isinstance(self.what, str):
            return f"--nodes={self.what}={files}"
        return f"--relationships={self.what.type}={files}"

    def header(self, columns: Iterable[Property]) -> str:
        """Return the header of rows that begin with `id`, or with the ids of both ends, and go on with `columns`."""
        if isinstance(self.what, str):
            ids = [f"id:ID({self.what})"]
        else:
            ids = [f":START_ID({self.what.from_label})", f":END_ID({self.what.to_label})"]
        return ",".join([*ids, *(f"{column.name}:{_TYPES[column.type]}" for column in columns)]) + "\n"
