"""`python -m bench service`: what callers of a running service wait for, beside the same lookups on the bare driver."""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from bench.measuring import require
from bench.service_area import Area, add_area_options, machine, prepare_area
from bench.service_lookups import Driver, bare_driver
from bench.service_pictures import MOST_DRAWN, measure_pictures
from bench.service_process import Served, served
from graph_schema.case_network import CaseNetwork
from graph_schema.periods import AsOf, as_of_filter, end_of_day
from graph_schema.store import GraphStore, open_store
from service.access import Role
from service.cases import case_network
from service.policy import load_policy
from service.rules import load_catalogue

CHECKS, NETWORKS, PICTURES = 400, 120, 7
WARM = 20
CHECKS_OF_ONE_OFFICER = 30
"""Below what policy gives an officer a day: a check refused by a budget would be a cheap one."""
LARGEST = 500
"""Nodes of the largest network the full map draws."""


@dataclass(frozen=True)
class Waited:
    """How long answers took, in milliseconds."""

    p50: float
    p99: float


@dataclass(frozen=True)
class Chosen:
    """What is asked about: pairs of a case at level 1 or 2, its record not limited, and an address, no case twice."""

    pairs: tuple[tuple[str, str], ...]
    as_of: AsOf


def main(arguments: Sequence[str]) -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(prog="python -m bench service", description=__doc__)
    add_area_options(parser)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="risk-network-bench-") as folder:
        area = prepare_area(options, Path(folder))
        chosen = _choose(area)
        with served(area.location) as service:
            started = service.resident_mib
            answered = [*_measure_checks(service, chosen), *_measure_networks(service, chosen)]
            require(service.recorded, service.asked, "entries in the audit")
            resident = service.resident_mib
        looked_up = _measure_lookups(area, chosen)
        pictures = _measure_pictures(area, chosen, Path(folder))
    sys.stdout.write(f"### Service: {area.title}\n\n{machine()}\n\n{_tell_waits(answered, looked_up)}\n")
    sys.stdout.write(f"Memory of the service: {started:,} MiB when started, {resident:,} MiB after all that.\n\n")
    head = "| picture | made, p50 ms | shown still in Chromium, p50 ms | bytes |\n|---|---|---|---|"
    sys.stdout.write("\n".join([head, *pictures, ""]))
    return 0


def _choose(area: Area) -> Chosen:
    now = datetime.now(tz=UTC).replace(tzinfo=None)
    as_of = AsOf(now.date(), end_of_day(now.date()))
    store = open_store(area.location, read_only=True)
    cases = store.read(
        f"MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase) WHERE {as_of_filter('s')} AND s.level < 3 "
        "AND NOT EXISTS { MATCH (n)-[:ACCESS_LIMITED_BY]->(:Record) } RETURN DISTINCT c.id AS `case`",
        as_of.parameters,
    )
    places = store.read(
        "MATCH (a:Address)-[l:LOCATED_AT]->(r:Record) WHERE l.known_from <= $known AND $known < l.known_to "
        "AND l.easting IS NOT NULL RETURN DISTINCT a.id AS address",
        {"known": as_of.known},
    )
    store.close()
    chance = random.Random(1)
    known = sorted(cases.column("case").to_pylist())
    addresses = sorted(places.column("address").to_pylist())
    picked = chance.sample(known, min(len(known), CHECKS + WARM))
    return Chosen(tuple((case, chance.choice(addresses)) for case in picked), as_of)


def _measure_checks(service: Served, chosen: Chosen) -> list[tuple[str, int, Waited]]:
    outcomes: Counter[str] = Counter()
    seconds = []
    for number, (case, address) in enumerate(chosen.pairs):
        headers = service.headers(Role.PRACTITIONER, f"officer-{number // CHECKS_OF_ONE_OFFICER}")
        asked = {"caseRef": case, "addressId": address, "reason": "A bench asks."}
        reply = service.ask("POST", "/placement-checks", headers, asked)
        require(reply.status, 200, "status of a placement check")
        outcomes[json.loads(reply.body)["outcome"]] += 1
        seconds.append(reply.seconds)
    if set(outcomes) != {"no_recorded_conflict", "refer_to_coordinator"}:
        raise SystemExit(f"placement checks: only {', '.join(outcomes)} came back; no figures.")
    return [("placement check over HTTP, no floor", len(seconds) - WARM, _waited(seconds[WARM:]))]


def _measure_networks(service: Served, chosen: Chosen) -> list[tuple[str, int, Waited]]:
    headers = service.headers(Role.COORDINATOR, "coordinator")
    seconds = []
    for case, _ in chosen.pairs[: NETWORKS + WARM]:
        reply = service.ask("GET", f"/cases/{quote(case)}/network", headers)
        require(reply.status, 200, "status of a network")
        told = json.loads(reply.body)
        if told["caseRef"] != case or not any(node["id"] == told["subjectId"] for node in told["nodes"]):
            raise SystemExit("a network came back without its subject; no figures.")
        seconds.append(reply.seconds)
    return [("two-hop case network as JSON over HTTP", len(seconds) - WARM, _waited(seconds[WARM:]))]


def _measure_lookups(area: Area, chosen: Chosen) -> list[Waited]:
    """Return what the bare driver takes for the lookup under a check, and for that under a network."""

    def wait(look: Callable[[Driver, str, str], object], pairs: Sequence[tuple[str, str]]) -> Waited:
        seconds = []
        for case, address in pairs:
            begun = time.perf_counter()
            answer = look(driver, case, address)
            seconds.append(time.perf_counter() - begun)
            found.append(bool(answer))
        return _waited(seconds[WARM:])

    found: list[bool] = []
    with bare_driver(area.path, chosen.as_of) as driver:
        waits = [
            wait(lambda driver, case, address: driver.nearest_victim(case, address), chosen.pairs),
            wait(lambda driver, case, _: driver.people_within_two_hops(case), chosen.pairs[: NETWORKS + WARM]),
        ]
    if not any(found):
        raise SystemExit("the bare lookups found nothing; no figures.")
    return waits


def _measure_pictures(area: Area, chosen: Chosen, folder: Path) -> list[str]:
    store = open_store(area.location, read_only=True)
    network = _large_network(store, chosen)
    store.close()
    return measure_pictures(network, folder, PICTURES)


def _large_network(store: GraphStore, chosen: Chosen) -> CaseNetwork:
    """Return the network with the number of nodes nearest to 150, from there up where there is one."""
    catalogue, policy = load_catalogue(), load_policy()
    networks = []
    for case, _ in chosen.pairs[:NETWORKS]:
        for hops in (2, 3):
            network = case_network(store, catalogue, policy, case, chosen.as_of, hops=hops)
            if network is not None and len(network.nodes) <= LARGEST:
                networks.append(network)
    if not networks:
        raise SystemExit("no network to draw; no figures.")
    return min(networks, key=lambda one: (len(one.nodes) < MOST_DRAWN, abs(len(one.nodes) - MOST_DRAWN)))


def _waited(seconds: Sequence[float]) -> Waited:
    if len(seconds) < 2:
        raise SystemExit("too few cases to measure: name a larger area; no figures.")
    centiles = statistics.quantiles([one * 1000 for one in seconds], n=100, method="inclusive")
    return Waited(centiles[49], centiles[98])


def _tell_waits(answered: Sequence[tuple[str, int, Waited]], beside: Sequence[Waited]) -> str:
    head = "| asked | times | p50 ms | p99 ms | bare lookup, p50 ms | p99 ms | ratio of p50 |"
    head += "\n|---|---|---|---|---|---|---|"
    rows = [
        f"| {what} | {times:,} | {ours.p50:.1f} | {ours.p99:.1f} | {theirs.p50:.1f} | {theirs.p99:.1f} "
        f"| {ours.p50 / theirs.p50:.1f} |"
        for (what, times, ours), theirs in zip(answered, beside, strict=True)
    ]
    return "\n".join([head, *rows, ""])
