"""From the bytes of a text file to its rows: encoding, separator, cells, and the line each row begins on."""

import csv
import io
import re
from collections.abc import Iterator

from ingest.errors import OverLimit, UnreadableFile
from ingest.reading.limits import Limits
from ingest.reading.names import show_name
from ingest.reading.raw import GuessedEncoding

SEPARATORS = ",;\t"
_UTF_8_MARK, _UTF_16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_UTF_8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_HEAD_CHARACTERS = 65_536


def decode(name: str, content: bytes) -> str:
    """Return the text of UTF-8 with or without a mark, UTF-16 with one, or cp1252. Raises UnreadableFile otherwise."""
    text = _decode(name, content)
    if "\0" in text:
        raise UnreadableFile(f"{show_name(name)} is no text file: it holds NUL bytes. Save it as CSV UTF-8.", name)
    return text


def guess_encoding(content: bytes) -> GuessedEncoding | None:
    """Say that `decode` takes for Windows-1252 what seems to be UTF-8 but for a stray byte, None for any other text.

    Such a byte turns every letter beyond ASCII in the file into two or three wrong ones.
    """
    if content.startswith((_UTF_8_MARK, *_UTF_16_MARKS)) or content.isascii():
        return None
    try:
        content.decode()
    except UnicodeDecodeError as error:
        if not _UTF_8_LETTER.search(content):
            return None
        message = (
            "this line is not UTF-8 although others are: the whole file was read as Windows-1252, so letters with "
            "accents are wrong. Save it as CSV UTF-8 and send it again"
        )
        return GuessedEncoding(content.count(b"\n", 0, error.start) + 1, message)
    return None


def _decode(name: str, content: bytes) -> str:
    if content.startswith(_UTF_16_MARKS):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            message = f"{show_name(name)} begins as UTF-16 but is not: save it as UTF-8 and send it again."
            raise UnreadableFile(message, name) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content.startswith(_UTF_8_MARK):
            raise _undecodable(name, content, error.start + len(_UTF_8_MARK), "UTF-8, though it begins so") from None
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _undecodable(name, content, error.start, "UTF-8 or Windows-1252") from None


def _undecodable(name: str, content: bytes, at: int, expected: str) -> UnreadableFile:
    line = content.count(b"\n", 0, at) + 1
    return UnreadableFile(
        f"{show_name(name)} line {line} is not {expected}: save it as CSV UTF-8 and send it again.", name
    )


def find_separator(text: str) -> str:
    """Return the separator that occurs most in the first line that is not blank, outside quotation marks."""
    outside: list[str] = []
    quoted = False
    for character in text[:_HEAD_CHARACTERS].lstrip("\r\n"):
        quoted ^= character == '"'
        if not quoted:
            if character in "\r\n":
                break
            outside.append(character)
    return max(SEPARATORS, key="".join(outside).count)


def read_rows(name: str, text: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Yield every row, blank ones too, with the line it begins on; cells are as sent.

    Raises UnreadableFile where a quotation mark never ends, OverLimit for a cell or a file that is too large.
    """
    csv.field_size_limit(limits.drawing_characters)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_separator(text), strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            message = (
                f"{show_name(name)} line {begins} has a cell of more than {limits.drawing_characters:,} characters."
            )
            raise OverLimit(message, name) from None
        message = f"{show_name(name)} line {begins}: quotation marks do not match: write a mark within a cell twice."
        raise UnreadableFile(message, name) from None
