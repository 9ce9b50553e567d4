"""How far apart two spellings are, for comparisons too few to open a database for."""


def are_one_slip_apart(one: str, other: str, *, numbers_count: bool = False) -> bool:
    """Return whether one letter added, dropped, changed, or swapped with the next turns one text into the other.

    A digit changed makes another number, unless `numbers_count` as letters do. Equal texts are no slip apart.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    begin = 0
    while begin < min(len(one), len(other)) and one[begin] == other[begin]:
        begin += 1
    rest, others = one[begin:], other[begin:]
    is_slip = (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[:2] == others[:2][::-1] and rest[2:] == others[2:] and len(rest[:2]) == 2)
    )
    return is_slip and (numbers_count or _digits(one) == _digits(other))


def likeness(one: str, other: str) -> float:
    """Return the share of letter pairs that two texts have in common, from 0 to 1 (Dice's coefficient)."""
    pairs, others = _pairs(one), _pairs(other)
    if not pairs or not others:
        return 1.0 if one == other else 0.0
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
