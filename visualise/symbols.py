"""The symbols of the roles, as paths in a square of 100 by 100: the same for a picture and for a canvas."""

from dataclasses import dataclass

INK = "#0b0c0c"
WHITE = "#ffffff"
BLUE, SKY, PINK, AMBER, GREEN, YELLOW, VERMILION = (
    "#0072b2",
    "#56b4e9",
    "#cc79a7",
    "#e69f00",
    "#009e73",
    "#f0e442",
    "#d55e00",
)
"""The palette of Okabe and Ito (2008), told apart by people who see colours differently."""
GREY = "#6f777b"


@dataclass(frozen=True)
class Shape:
    """One filled and outlined path; `width` and `dash` are of the outline, in hundredths of the symbol."""

    path: str
    fill: str = "none"
    outline: str = "none"
    width: int = 0
    dash: str = ""


def _round(x: float, y: float, radius: float) -> str:
    return f"M{x - radius} {y}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 {-2 * radius} 0z"


def _person(y: float, size: float, fill: str) -> Shape:
    """Return head and shoulders whose head is centred at `y`, `size` 1 for a symbol of its own."""
    head, half = 12 * size, 23 * size
    shoulders = y + 17 * size
    base = shoulders + half * 0.9
    curve = f"M{50 - half:.1f} {base:.1f}a{half:.1f} {base - shoulders:.1f} 0 0 1 {2 * half:.1f} 0z"
    return Shape(_round(50, y, head) + curve, fill)


_DIAMOND = "M50 1L99 50L50 99L1 50z"
_HEXAGON = "M27 8H73L98 50L73 92H27L2 50z"
_SHIELD = "M8 7H92V50C92 74 72 88 50 96C28 88 8 74 8 50z"
_COLUMNS = "M50 26L76 42H24zM29 47H37V66H29zM46 47H54V66H46zM63 47H71V66H63zM24 70H76V77H24z"
_PAGE = "M18 3H64L84 23V97H18z"
_FOLD = "M64 3V23H84"

SYMBOLS: dict[str, tuple[Shape, ...]] = {
    "subject": (
        Shape(_DIAMOND, INK),
        Shape("M50 10L90 50L50 90L10 50z", "none", WHITE, 4),
        _person(40, 0.85, WHITE),
    ),
    "offender": (Shape(_DIAMOND, INK), _person(40, 0.95, WHITE)),
    "victim": (Shape(_round(50, 50, 46), BLUE, INK, 4), _person(37, 1.05, WHITE)),
    "past_victim": (Shape(_round(50, 50, 43), WHITE, BLUE, 10), _person(38, 0.95, BLUE)),
    "child": (Shape("M50 3L98 94H2z", SKY, INK, 4), _person(56, 0.8, INK)),
    "person": (Shape(_round(50, 50, 45), PINK, INK, 6, "11 8"), _person(37, 1.05, INK)),
    "address": (Shape("M5 5H95V95H5z", AMBER, INK, 4), Shape("M50 22L82 50H73V78H27V50H18z", INK)),
    "site": (
        Shape("M50 3L97 38V96H3V38z", AMBER, INK, 4),
        Shape("M45 18H49V48H45zM49 18L70 26L49 34zM22 56H36V70H22zM64 56H78V70H64zM43 60H57V92H43z", INK),
    ),
    "zone": (
        Shape("M6 6H94V94H6z", WHITE, INK, 6, "14 8"),
        Shape("M6 40L40 6M6 74L74 6M18 94L94 18M52 94L94 52", "none", VERMILION, 7),
    ),
    "agency": (Shape(_HEXAGON, GREEN, INK, 4), Shape(_COLUMNS, WHITE)),
    "local_authority": (Shape(_SHIELD, WHITE, GREEN, 9), Shape(_COLUMNS, INK)),
    "key_worker": (
        Shape("M26 22H74a26 28 0 0 1 0 56H26a26 28 0 0 1 0 -56z", GREY, INK, 4),
        _person(40, 0.75, WHITE),
    ),
    "mappa_case": (
        Shape("M4 18H40L50 30H96V90H4z", WHITE, INK, 6),
        Shape("M4 44H96V50H4zM20 60H80V66H20zM20 74H60V80H20z", INK),
    ),
    "marac_case": (
        Shape("M50 2L62.5 36.5L99 38L70 60.5L80.5 96L50 75.5L19.5 96L30 60.5L1 38L37.5 36.5z", YELLOW, INK, 4),
    ),
    "area": (Shape("M14 4V98", "none", INK, 7), Shape("M16 8L94 32L16 56z", WHITE, INK, 6)),
    "order": (
        Shape(_PAGE, WHITE, INK, 5),
        Shape(_FOLD, "none", INK, 5),
        Shape("M29 38H73V44H29zM29 53H73V59H29zM29 68H56V74H29z", INK),
    ),
    "condition": (Shape(_round(50, 50, 44), WHITE, INK, 7), Shape("M26 43H74V57H26z", INK)),
    "move": (Shape("M3 32H54V10L97 50L54 90V68H3z", SKY, INK, 5),),
    "meeting": (Shape("M6 18H94V94H6z", WHITE, INK, 5), Shape("M6 18H94V40H6zM24 6H34V18H24zM66 6H76V18H66z", INK)),
    "record": (
        Shape("M10 10H90V90H10z", WHITE, INK, 5),
        Shape(_round(28, 36, 6) + _round(28, 64, 6) + "M44 32H76V40H44zM44 60H76V68H44z", INK),
    ),
}
