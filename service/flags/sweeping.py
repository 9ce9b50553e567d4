"""From findings to flags: what is found first gets a name, what has changed or gone is kept as an event."""

from collections.abc import Collection, Iterable

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.flags.book import FlagBook, Held
from service.flags.events import Seen, moment_of
from service.flags.facts import measure
from service.flags.flags import Flag
from service.flags.life import Life, begin, live
from service.flags.sighting import EVERYTHING, Read, Scope, Sighting, name_flags
from service.policy import Policy
from service.rules import Catalogue, Finding, sweep
from service.rules.identity import flag_id

_CASES_AT_ONCE = 500
"""Cases written in one transaction, so that no decision waits for a whole country."""


def sweep_flags(  # noqa: PLR0913 - what to evaluate, and two ways to narrow it
    book: FlagBook,
    store: GraphStore,
    catalogue: Catalogue,
    policy: Policy,
    as_of: AsOf,
    *,
    cases: Collection[str] | None = None,
    rules: Collection[str] | None = None,
) -> list[Flag]:
    """Evaluate the rules as things stand and return the flags that are not closed, at a cost in proportion to `cases`.

    `as_of` must be now: the book takes what it is shown for how things stand. Raises BookAway.
    """
    scope = Scope.of(cases, rules, book.mark())
    findings = sweep(store, catalogue, policy, as_of, cases=cases, rules=rules)
    return live_flags(book, findings, as_of, catalogue, scope)


def live_flags(
    book: FlagBook, findings: Iterable[Finding], as_of: AsOf, catalogue: Catalogue, scope: Scope = EVERYTHING
) -> list[Flag]:
    """Return the flags of the scope that are not closed, by case and number, having brought the book up to date.

    `findings` are those of a sweep of exactly the scope, as of now. New ones get a name and a number; those that are
    found no more are closed. Where nothing has changed nothing is written. Raises BookAway.
    """
    sighting = Sighting(findings, as_of, frozenset(rule.id for rule in catalogue), scope)
    read = _read(book, as_of, sighting.cases)
    news = sighting.cases_with_news(read)
    for first in range(0, len(news), _CASES_AT_ONCE):
        with book.writing() as page:
            # What was read outside of the transaction may have been overtaken: it is looked at again in it.
            sighting.write(page, news[first : first + _CASES_AT_ONCE])
    if news:
        read = _read(book, as_of, sighting.cases)
    return [
        Flag(held.name, life, sighting.found.get(held.name.id)) for held, life in read if life and not life.is_closed
    ]


def kept_flags(book: FlagBook, as_of: AsOf, cases: Collection[str] | None = None) -> list[Flag]:
    """Return all flags that the book has, the closed ones too, as last seen and without their findings.

    Nothing is evaluated: what nobody has swept is not there. Raises BookAway.
    """
    return [Flag(held.name, life) for held, life in _read(book, as_of, cases) if life]


def _read(book: FlagBook, as_of: AsOf, cases: Collection[str] | None) -> list[Read]:
    return [(held, live(held.events, as_of.day)) for held in book.held(cases)]


def past_flags(book: FlagBook, findings: Iterable[Finding], as_of: AsOf) -> list[Flag]:
    """Return findings of another day or time of knowledge as flags: as they are called, and as decided upon by then.

    The book stays as it is, but for the numbers of those that were never seen before. Raises BookAway.
    """
    found = {flag_id(one): one for one in findings}
    cases = {one.case_ref or "" for one in found.values()}
    held = book.held(cases)
    if found.keys() - {one.name.id for one in held}:
        with book.writing() as page:
            name_flags(page, found.values(), page.held(cases), as_of)
        held = book.held(cases)
    return [Flag(one.name, _life_then(one, found[one.name.id], as_of), found[one.name.id])
            for one in held if one.name.id in found]  # fmt: skip


def decided_by(book: FlagBook, as_of: AsOf, cases: Collection[str]) -> list[Flag]:
    """Return the flags of some cases that the book had by a time, as they stood then and without their findings.

    The book stays as it is. What was swept only later is not there. Raises BookAway.
    """
    told = ((held, [one for one in held.events if moment_of(one) <= as_of.known]) for held in book.held(cases))
    lives = ((held.name, live(events, as_of.day)) for held, events in told)
    return [Flag(name, life) for name, life in lives if life]


def _life_then(held: Held, finding: Finding, as_of: AsOf) -> Life:
    """Return the life by what had happened by then; of what the book did not hold then, as just seen."""
    life = live([event for event in held.events if moment_of(event) <= as_of.known], as_of.day)
    return life if life and not life.is_closed else begin(Seen(as_of, measure(finding)))
