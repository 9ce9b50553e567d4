"""One sheet of a workbook as rows of text, formulas by the values they were saved with."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from ingest.errors import OverLimit
from ingest.reading.cells import text_of
from ingest.reading.limits import Limits
from ingest.reading.names import show_name
from ingest.reading.raw import MalformedRow, RawTable
from ingest.reading.tables import build_table

_FORMULA, _SAVED_TEXT = "f", "str"
_ERROR = re.compile(r"#(?:N/A|DIV/0!|NAME\?|GETTING_DATA|[A-Z]+!)")
MOST_ROWS = 1_048_576
"""Of a sheet, by the format (ECMA-376); a row that numbers itself higher would cost all the blank ones before it."""
_SPOILT = "has a formula without a value, or one that ends in an error: write the value itself"


@dataclass(frozen=True)
class Sheet:
    """A sheet by its table's name; `formulas` is the same sheet unevaluated, where its workbook has formulas."""

    title: str
    values: Any
    formulas: Any | None

    def text_rows(self, spoilt: Callable[[int, list[str]], None]) -> Iterator[tuple[int, list[str]]]:
        """Yield number and texts of every row with cells; one with an error or an unsaved formula goes to `spoilt`."""
        for number, (cells, is_saved) in enumerate(self._rows(), start=1):
            if number > MOST_ROWS:
                raise OverLimit(f"the sheet {show_name(self.title)} has a row beyond the last a sheet can have.")
            if not cells:
                continue
            texts = [text_of(cell) for cell in cells]
            if is_saved and not any(text[:1] == "#" and _ERROR.fullmatch(text) for text in texts):
                yield number, texts
            else:
                spoilt(number, texts)

    def _rows(self) -> Iterator[tuple[Sequence[object], bool]]:
        """Yield the values of each row, and whether every formula in it was saved with one."""
        # What a sheet says of its own size is a hint that may be a lie, and costs that many empty cells.
        self.values.reset_dimensions()
        if self.formulas is None:
            for cells in self.values.iter_rows(values_only=True):
                yield cells, True
            return
        self.formulas.reset_dimensions()
        for saved, written in zip(self.values.iter_rows(), self.formulas.iter_rows(), strict=True):
            yield [cell.value for cell in saved], all(map(_is_saved, saved, written))


def _is_saved(saved: Any, written: Any) -> bool:
    """Whether a cell is no formula, or was saved with its value, be that the text of no characters."""
    is_formula: bool = written.data_type == _FORMULA
    return not is_formula or saved.value is not None or saved.data_type == _SAVED_TEXT


def read_sheet(file: str, sheet: Sheet, limits: Limits) -> RawTable | None:
    """Read a sheet as a table, or nothing where it is wholly blank. Raises UnreadableFile, OverLimit."""
    spoilt: list[MalformedRow] = []
    rows = sheet.text_rows(lambda number, texts: spoilt.append(MalformedRow(number, tuple(texts), _SPOILT)))
    first = next(((number, texts) for number, texts in rows if any(texts)), None)
    if first is None and not spoilt:
        return None
    table = build_table(file, chain([first] if first else [], rows), limits)
    malformed = sorted([*spoilt, *table.malformed], key=lambda row: row.line)
    return RawTable(file, table.cells, table.lines, tuple(malformed))
