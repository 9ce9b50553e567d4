"""The same work on one engine, in a process of its own, so that its memory is its own: figures as JSON on stdout."""

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from bench.feeds import land, months_of, rows_of
from bench.measuring import KIB_PER_MIB
from graph_schema.periods import AsOf, as_of_filter, end_of_day
from graph_schema.store import GraphStore, ServerAccess, open_store
from service.access import Caller, Role
from service.access.callers import NATIONAL
from service.placement import Ledger, PlacementChecks, Request
from service.placement.pace import Pace
from service.policy import load_policy
from service.rules import load_catalogue, sweep

READS, CHECKS, CALLERS, WARM = 300, 100, 50, 10

Figures = dict[str, float]

_HOMES = (
    "MATCH (p:Person {id: $key}) MATCH (p)<-[v:VICTIM_OF]-(victim:Person) MATCH (victim)-[l:LIVES_AT]->(a:Address) "
    f"WHERE {as_of_filter('v')} AND {as_of_filter('l')} RETURN victim.id AS lives, a.id AS place"
)


def measure(location: str, access: ServerAccess | None, area: Path, work: Path) -> Figures:
    """Land an area of two months and ask of it; returns seconds, milliseconds, rows and counts by what they are."""
    store = open_store(location, access=access)
    first, later = months_of(area / "feeds")[:2]
    figures: Figures = {}
    for name, feeds in (("first load", first), ("a month's changes", later)):
        before = sum(store.stats().relationships.values())
        begun = time.perf_counter()
        rows = rows_of(land(feeds, store))
        seconds = time.perf_counter() - begun
        statements = sum(store.stats().relationships.values()) - before
        figures |= {f"{name}, rows": rows, f"{name}, s": seconds, f"{name}, statements/s": statements / seconds}
    figures["peak MiB of our process, landed"] = _peak_mib()
    day = datetime.now(tz=UTC).date()
    as_of = AsOf(day, end_of_day(day))
    figures |= _read_points(store, as_of) | _sweep(store, as_of) | _check(store, as_of, work)
    stats = store.stats()
    figures["nodes"], figures["relationships"] = sum(stats.nodes.values()), sum(stats.relationships.values())
    store.close()
    figures["peak MiB of our process, in the end"] = _peak_mib()
    return figures


def _peak_mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB_PER_MIB


def _waits(what: str, seconds: Sequence[float]) -> Figures:
    centiles = statistics.quantiles([one * 1000 for one in seconds], n=100, method="inclusive")
    return {f"{what}, p50 ms": centiles[49], f"{what}, p99 ms": centiles[98]}


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _read_points(store: GraphStore, as_of: AsOf) -> Figures:
    people = store.read("MATCH (p:Person)-[:SUBJECT_OF]->(:MappaCase) RETURN DISTINCT p.id AS id")["id"].to_pylist()
    chosen = random.Random(1).sample(sorted(people), min(READS + WARM, len(people)))
    found = 0

    def read(key: str) -> None:
        nonlocal found
        found += store.read(_HOMES, {"key": key, **as_of.parameters}).num_rows

    seconds = [_timed(lambda key=key: read(key)) for key in chosen]  # type: ignore[misc]
    return {"rows read by key": found, **_waits("victims and homes of a nominal, by key", seconds[WARM:])}


def _sweep(store: GraphStore, as_of: AsOf) -> Figures:
    catalogue, policy = load_catalogue(), load_policy()
    counts = list[int]()

    def run() -> None:
        counts.append(len(sweep(store, catalogue, policy, as_of)))

    first, again = _timed(run), _timed(run)
    return {"findings": counts[-1], "sweep of all rules, first, s": first, "sweep of all rules, again, s": again}


def _check(store: GraphStore, as_of: AsOf, work: Path) -> Figures:
    ledger = Ledger(work / "ledger.sqlite")
    checks = PlacementChecks(store, load_catalogue(), load_policy(), ledger, Pace(0))
    pairs = _pairs(store, as_of)

    def check(number: int) -> float:
        case, address = pairs[number % len(pairs)]
        caller = Caller(f"officer-{number}", frozenset({Role.PRACTITIONER}), frozenset({NATIONAL}), "", frozenset())
        return _timed(lambda: checks.check(Request(case, None, address, "a bench"), caller))

    alone = [check(number) for number in range(CHECKS + WARM)]
    with ThreadPoolExecutor(CALLERS) as threads:
        together = list(threads.map(check, range(CHECKS + WARM, CHECKS + WARM + 4 * CALLERS)))
    ledger.close()
    return {
        **_waits("placement check, alone", alone[WARM:]),
        **_waits(f"placement check, {CALLERS} at once", together),
    }


def _pairs(store: GraphStore, as_of: AsOf) -> list[tuple[str, str]]:
    cases = store.read(
        f"MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase) WHERE {as_of_filter('s')} AND s.level < 3 "
        "RETURN DISTINCT c.id AS `case`",
        as_of.parameters,
    )
    places = store.read(
        "MATCH (a:Address)-[l:LOCATED_AT]->(r:Record) WHERE l.easting IS NOT NULL RETURN DISTINCT a.id AS address"
    )
    chance = random.Random(1)
    addresses: Iterable[str] = sorted(places["address"].to_pylist())
    picked = sorted(cases["case"].to_pylist())
    chance.shuffle(picked)
    return [(case, chance.choice(list(addresses))) for case in picked[: CHECKS + WARM + 4 * CALLERS]]


if __name__ == "__main__":
    said = json.loads(sys.stdin.read())
    login = ServerAccess(password=said["password"]) if said["password"] else None
    sys.stdout.write(json.dumps(measure(said["location"], login, Path(said["area"]), Path(said["work"]))))
