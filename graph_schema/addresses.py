"""When two addresses are the same one: the normalised text of their parts, and the key that must agree."""

import re

from graph_schema.identifiers.postcode import is_pseudo

_DROPPED = re.compile(r"[^\w\s]|_")


def normalise(text: str | None) -> str:
    """Return the text in lower case, with its letters, its digits and single spaces; everything else is dropped.

    A dropped character leaves no gap, so `St. Mary's` is `st marys` and `Anne-Marie` is `annemarie`.
    """
    return " ".join(_DROPPED.sub("", (text or "").lower()).split())


def match_key(secondary: str | None, primary: str | None, street: str | None, postcode: str | None) -> str | None:
    """Return what agrees for two records of one address, or None where nothing can: it is `name parts|postcode`.

    `postcode` is canonical. Without a primary name or a postcode, or with a pseudo postcode, an address agrees with no
    other. The town does not count.
    """
    main = normalise(primary)
    if not main or not postcode or is_pseudo(postcode):
        return None
    parts = (normalise(secondary), main, normalise(street))
    return f"{' '.join(part for part in parts if part)}|{postcode}"
