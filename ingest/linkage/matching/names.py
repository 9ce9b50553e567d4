"""Names as they are compared: without marks, in Latin letters, with the other names they may stand for."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NOT_A_WORD = re.compile(r"[^a-z0-9 ]+")
_GAP = re.compile(r"[-/,.;_\s]+")
_MARKS = re.compile(r"['’‘`´ʼʹ\"]")
_NOT_APPLICABLE = re.compile(
    r"^\s*(n\s*/\s*[ak]|not (known|given|stated|applicable)|no (name|given name))\s*$", re.IGNORECASE
)
_SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("gh", "g"), ("sch", "s"), ("sz", "s"), ("cz", "c"), ("kn", "n"), ("wr", "r"),
    ("q", "k"), ("c", "k"), ("z", "s"), ("w", "v"), ("x", "ks"), ("j", "g"),
)  # fmt: skip
_ENDINGS = (
    ("ska", "ski"),
    ("cka", "cki"),
    ("zka", "zki"),
    ("ova", "ov"),
    ("eva", "ev"),
    ("aya", "y"),
    ("skaya", "sky"),
)
MIN_SKELETON = 3


def latin(text: str | None) -> str:
    """Return text in lower-case Latin letters, digits and single spaces: marks go, other scripts are transliterated.

    An apostrophe leaves no gap, a hyphen leaves one. Applying it again changes nothing.
    """
    from anyascii import anyascii

    if not text:
        return ""
    plain = text if text.isascii() else anyascii(text)
    spaced = _GAP.sub(" ", _MARKS.sub("", plain.lower()))
    return " ".join(_NOT_A_WORD.sub("", spaced).split())


def given_words(text: str | None) -> tuple[str, ...]:
    """Return the words of given names in their order, without titles and words that stand for no name."""
    return _words(text, _words_of("no name") | _words_of("no given name"))


def family_words(text: str | None) -> tuple[str, ...]:
    """Return the words of a family name, without titles and words that stand for no name."""
    return _words(text, _words_of("no name"))


def _words(text: str | None, no_names: frozenset[str]) -> tuple[str, ...]:
    if not text or _NOT_APPLICABLE.match(text):
        return ()
    words = [word for word in latin(text).split() if word not in _words_of("titles") and word not in no_names]
    return tuple(word for word in words if not word.isdigit())


@cache
def skeleton(word: str) -> str:
    """Return the first letter and the consonants of a word, like sounds alike, doubles single; blank when too short.

    Names that differ in vowels, as transliterations do, have one skeleton.
    """
    sounded = word.replace(" ", "")
    for written, heard in _SOUNDS:
        sounded = sounded.replace(written, heard)
    kept = sounded[:1] + re.sub("[aeiouyh]", "", sounded[1:])
    single = re.sub(r"(.)\1+", r"\1", kept)
    return single if len(word) >= MIN_SKELETON else ""


@cache
def own_forms(name: str) -> frozenset[str]:
    """Return a name and what its other spellings have in common with it."""
    return frozenset({name, *_spellings().get(name, ())})


@cache
def stands_for(name: str) -> frozenset[str]:
    """Return what a name may stand for: its own forms and those of the full names it is short for.

    Two names are one where one of them stands for an own form of the other; that both are short for a third is not
    enough, since Ella and Ellie may be sisters.
    """
    roots = {name} | _formal_names().get(name, set())
    return frozenset(form for root in roots for form in own_forms(root))


def are_one_name(one: str, other: str) -> bool:
    """Return whether one of two given names may stand for the other."""
    return bool(own_forms(one) & stands_for(other) or stands_for(one) & own_forms(other))


def family_forms(words: tuple[str, ...]) -> frozenset[str]:
    """Return the forms a family name may take: whole, its parts, the other gender's ending, other spellings."""
    if not words:
        return frozenset()
    forms = {"".join(words)} | {
        word for word in words if len(word) >= MIN_SKELETON and word not in _words_of("particles")
    }
    for ending, other in _ENDINGS:
        forms |= {form.removesuffix(ending) + other for form in set(forms) if form.endswith(ending) and len(form) > 5}
    return frozenset(forms | {spelling for form in set(forms) for spelling in _spellings().get(form, ())})


@cache
def _words_of(kind: str) -> frozenset[str]:
    """Return the words that are titles, particles, or stand for no name; some do only where a given name stands."""
    lines = (line.split(":") for line in _data("words.txt") if not line.startswith("#"))
    return frozenset(next(words for name, words in lines if name == kind).split())


@cache
def _formal_names() -> dict[str, set[str]]:
    formal: dict[str, set[str]] = defaultdict(set)
    for line in _data("nicknames.csv")[1:]:
        name, nickname = line.split(",")
        formal[nickname].add(name)
    return formal


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Return by name the first spelling of each group it is in: what all spellings of the group have in common."""
    groups: dict[str, tuple[str, ...]] = {}
    for line in _data("spellings.txt"):
        if not line.startswith("#"):
            names = line.split()
            for name in names:
                groups[name] = (*groups.get(name, ()), f"{names[0]}~")
    return groups


def _data(name: str) -> list[str]:
    return (files("ingest.linkage.matching") / "data" / name).read_text(encoding="utf-8").splitlines()


@dataclass(frozen=True)
class ComparableName:
    """A name ready to be compared: words of the given names, words of the family name."""

    given: tuple[str, ...]
    family: tuple[str, ...]

    @classmethod
    def of(cls, given_names: str | None, family_name: str | None) -> "ComparableName":
        """Return a name from its two fields; `SMITH, Jon` in one field is taken apart where the other is blank."""
        if given_names and not family_name and "," in given_names:
            family_name, given_names = given_names.split(",", 1)
        elif family_name and not given_names and "," in family_name:
            family_name, given_names = family_name.split(",", 1)
        return cls(given_words(given_names), family_words(family_name))

    @classmethod
    def of_full_name(cls, text: str) -> "ComparableName":
        """Return a name from one text: family name last, or first before a comma."""
        if "," in text:
            return cls.of(text, None)
        words = text.split()
        if len(words) == 1:
            return cls(given_words(text), ())
        begin = len(words) - 1
        while begin > 1 and latin(words[begin - 1]) in _words_of("particles"):
            begin -= 1
        return cls(given_words(" ".join(words[:begin])), family_words(" ".join(words[begin:])))
