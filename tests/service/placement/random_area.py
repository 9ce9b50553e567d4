"""Areas drawn at random, in which much is only just too near or only just far enough, and what is true of them."""

from dataclasses import dataclass, field
from math import cos, pi, sin
from random import Random

from tests.service.placement.landed import HOME, Telling, told

RADIUS = 1000
Point = tuple[int, int]


@dataclass
class Drawn:
    """One placement that is asked about, and the protected positions of its case; `is_whole` unless one is unknown."""

    case: str
    address: str
    at: Point | None
    protected: list[Point] = field(default_factory=list)
    is_whole: bool = True


@dataclass
class RandomArea:
    """A telling under way, with all that was drawn for it."""

    random: Random
    telling: Telling = field(default_factory=told)
    drawn: list[Drawn] = field(default_factory=list)
    _count: int = 0

    def draw(self) -> Drawn:
        """Draw a case with a proposed home, its victims and what else may stand against it."""
        number = len(self.drawn)
        case, subject, address = f"C{number}", f"N{number}", f"A{number}"
        # Cases lie apart from each other, so that most of the country's cells take part in few of them.
        at = self._around(HOME, self.random.uniform(0, 25_000)) if self.random.random() < 0.97 else None
        one = Drawn(case, address, at)
        self.telling.person(subject)
        self.telling.case(case, subject, self.random.choice("12"))
        self.telling.address(address, at)
        self.telling.home(subject, address, "proposed")
        for _ in range(self.random.choice((0, 0, 1, 1, 2))):
            self._victim(one, subject)
        self.random.choice((self._nothing, self._nothing, self._child, self._tied, self._named))(one, subject)
        self.drawn.append(one)
        return one

    def _victim(self, one: Drawn, subject: str) -> None:
        victim, is_past = self._person(), self.random.random() < 0.3
        self.telling.tie(victim, "victim_of", subject, until="2025-01-01" if is_past else "")
        if self.random.random() < 0.95:
            self._place(one, victim, self.random.choice(("home", "staying", "proposed")))
        elif not is_past:
            one.is_whole = False
        if not is_past and self.random.random() < 0.3:
            self._place(one, victim, self.random.choice(("works_at", "attends")))
        if not is_past and self.random.random() < 0.3:
            relative = self._person()
            self.telling.tie(relative, self.random.choice(("parent_of", "sibling_of", "relative_of")), victim)
            self._place(one, relative, "home")

    def _place(self, one: Drawn, person: str, kind: str) -> None:
        centre = one.at or HOME
        metres = self.random.choice((self.random.uniform(0, 1_200), self.random.uniform(900, 1_100), 6_000, 12_000))
        at = self._around(centre, metres) if self.random.random() < 0.97 else None
        address = self.telling.address(f"P{self._next()}", at)
        self.telling.home(person, address, kind)
        if at is None:
            one.is_whole = False
        else:
            one.protected.append(at)

    def _nothing(self, one: Drawn, subject: str) -> None:
        """Let nothing else stand against it."""

    def _child(self, one: Drawn, subject: str) -> None:
        child = self._person(date_of_birth="2019-05-05")
        self.telling.home(child, one.address)
        self.telling.add("risk_assessments", person_ref=subject, assessed_on="2026-01-01", children="medium")

    def _tied(self, one: Drawn, subject: str) -> None:
        other = self._person()
        self.telling.tie(subject, self.random.choice(("non_associate_of", "co_defendant_of")), other)
        at = self._around(one.at or HOME, self.random.uniform(0, 200))
        self.telling.home(other, self.telling.address(f"P{self._next()}", at))

    def _named(self, one: Drawn, subject: str) -> None:
        order = f"O{self._next()}"
        self.telling.add("orders", order_ref=order, person_ref=subject, kind="licence", valid_from="2024-01-01")
        self.telling.add(
            "conditions", condition_ref=f"K{order}", order_ref=order, kind="named_premises", address_ref=one.address
        )

    def _person(self, **details: str) -> str:
        return self.telling.person(f"X{self._next()}", **details)

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _around(self, centre: Point, metres: float) -> Point:
        angle = self.random.random() * 2 * pi
        return centre[0] + round(metres * cos(angle)), centre[1] + round(metres * sin(angle))
