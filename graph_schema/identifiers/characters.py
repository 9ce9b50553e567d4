"""What identifiers are written in: how their text is tidied before it is read, and the letter that checks a number."""

CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
"""The check letter of a PNC or CRO number, by its remainder modulo 23; I, O and S are never one."""


def compact(text: str) -> str:
    """Return the text in upper case without white space.

    Text with characters beyond ASCII keeps its case, since some of those have an ASCII upper case (a long s, a
    dotless i) and would turn into a valid identifier.
    """
    joined = "".join(text.split())
    return joined.upper() if joined.isascii() else joined


def check_letter(number: str) -> str:
    """Return the letter that checks these digits, read as one number."""
    return CHECK_LETTERS[int(number) % len(CHECK_LETTERS)]
