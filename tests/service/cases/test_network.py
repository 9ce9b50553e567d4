"""The network of a case against an oracle that reads every statement there is, over days and times of knowledge."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from graph_schema.case_network import CaseNetwork, Hidden, NetworkNode
from graph_schema.periods import MAX_DAY, MIN_DAY, AsOf
from service.cases import Limits, case_network, read_network
from service.cases.cutting import BEYOND_HOPS, OVER_LIMIT
from service.naming import describe
from service.policy import Policy
from service.rules import load_catalogue
from service.rules.findings import Thing
from tests.ingest.landing.conftest import Area
from tests.service.cases.brute_force import Key, Oracle
from tests.service.cases.random_worlds import CASES, draw_world
from tests.service.cases.story import CASE, NOMINAL

MOMENTS = [
    AsOf(date(2026, 2, 20), datetime(2026, 2, 20)),
    AsOf(date(2026, 2, 20), datetime(2026, 5, 1)),
    AsOf(date(2025, 3, 1), datetime(2026, 1, 20)),
]
NOW = AsOf(date(2026, 2, 20), datetime(2026, 5, 1))
Named = tuple[str, tuple[str, ...]]


def named(area: Area, keys: set[Key], as_of: AsOf) -> dict[Key, Named]:
    """Return how things are told outside: by kind and references."""
    told = describe(area.store, [Thing(*key) for key in keys], as_of)
    return {(thing.kind, thing.id): (thing.kind, name.refs) for thing, name in told.items()}


def key_of(node: NetworkNode) -> Named:
    return node.kind, node.refs


def link_keys(network: CaseNetwork) -> set[tuple[object, ...]]:
    nodes = {node.id: key_of(node) for node in network.nodes}
    return {
        (link.type, nodes[link.from_id], nodes[link.to_id], link.valid_from or MIN_DAY, link.valid_to or MAX_DAY)
        for link in network.links
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_a_network_shows_what_the_statements_say_and_nothing_else(
    new_area: Callable[[], Area], policy: Policy, seed: int
) -> None:
    area = new_area()
    area.lands(*draw_world(seed))
    met = set()
    for as_of in MOMENTS:
        oracle = Oracle(area, as_of)
        for case in (f"C{number}" for number in range(CASES)):
            for hops in (0, 1, 2):
                network = read_network(area.store, policy, case, as_of, hops=hops)
                assert network is not None
                expected = oracle.nodes(case, hops)
                names = named(area, expected, as_of)
                assert sorted(map(key_of, network.nodes)) == sorted(names.values())
                links = {(t, names[a], names[b], f, to) for t, a, b, f, to in oracle.links(expected)}
                assert link_keys(network) == links
                (subject,) = {row["from"] for row in oracle.of("SUBJECT_OF") if row["to"] == case}
                further = len(oracle.people(subject, hops + 1)) - len(oracle.people(subject, hops))
                assert network.hidden == ((Hidden("Person", further, BEYOND_HOPS),) if further else ())
                assert not network.is_truncated
                met |= {node.kind for node in network.nodes}
    assert met >= {"Person", "Address", "MaracCase", "Order", "Condition", "Placement", "LocalAuthority", "KeyWorker"}


def test_a_network_with_the_rules_evaluated_has_their_flags(told: Area, policy: Policy) -> None:
    network = case_network(told.store, load_catalogue(), policy, CASE, NOW)
    assert network is not None
    assert {flag.rule for flag in network.flags} >= {"MAR-01"}
    ids = {node.id for node in network.nodes}
    links = {link.id for link in network.links}
    for number, flag in enumerate(network.flags, 1):
        assert flag.number == number
        assert flag.node_ids[0] == network.subject_id
        assert set(flag.node_ids) <= ids
        assert flag.link_ids
        assert set(flag.link_ids) <= links


def test_the_same_store_gives_the_same_network_again(told: Area, policy: Policy) -> None:
    first, again = (read_network(told.store, policy, CASE, NOW) for _ in range(2))
    assert first is not None
    assert again is not None
    assert (first.nodes, first.links) == (again.nodes, again.links)
    assert list(first.graph.edges(keys=True)) == list(again.graph.edges(keys=True))


def test_an_unknown_case_has_no_network(told: Area, policy: Policy) -> None:
    assert read_network(told.store, policy, "CASE-9", NOW) is None
    before = AsOf(date(2023, 12, 31), NOW.known)
    assert read_network(told.store, policy, CASE, before) is None
    not_known_yet = AsOf(NOW.day, datetime(2026, 2, 1))
    assert read_network(told.store, policy, CASE, not_known_yet) is None


def test_a_case_that_has_ended_still_has_its_subject(area: Area, policy: Policy) -> None:
    from tests.feed_builder import a_feed

    feed = a_feed("police", "2026-01-01").having("persons", {"person_ref": "N", "family_name": "Gone"})
    spell = {"valid_from": "2020-01-01", "valid_to": "2021-01-01"}
    area.lands(feed.having("mappa_cases", {"case_ref": "C", "person_ref": "N", "area": "cheshire", **spell}))
    network = read_network(area.store, policy, "C", NOW)
    assert network is not None
    assert [node.label for node in network.nodes] == ["MAPPA case C", "Gone"]
    assert network.links == ()


def test_roles_are_those_of_the_day(told: Area, policy: Policy) -> None:
    network = read_network(told.store, policy, CASE, NOW)
    assert network is not None
    roles = {node.label: node.roles for node in network.nodes if node.kind == "Person"}
    assert roles == {
        NOMINAL: ("nominal", "perpetrator", "subject"),
        "Bryony Harmed": ("victim",),
        "Cicely Harmed": ("child", "relative"),
        "Dale Partner": ("partner",),
        "Elm Associate": ("associate", "nominal"),
        "Fern Harmed": ("relative",),
    }


def test_facts_are_the_declared_properties(told: Area, policy: Policy) -> None:
    network = read_network(told.store, policy, CASE, NOW)
    assert network is not None
    facts = {node.label: dict(node.facts) for node in network.nodes}
    assert facts["MAPPA case CASE-1"] == {
        "kind": "mappa", "area": "cheshire", "category": 2, "level": 2, "next_review_on": date(2026, 6, 1),
        "visor_owner_area": "gwent", "valid_from": date(2025, 1, 1),
    }  # fmt: skip
    assert facts["Cicely Harmed"] == {"date_of_birth": date(2016, 3, 3), "age": 9}
    assert facts["9 Hidden Row, Cutterby, CH3 9FT"]["postcode"] == "CH3 9FT"
    assert facts["MARAC case 24/118"] == {"area": "cheshire", "referred_on": date(2026, 1, 10)}
    assert facts["Wren Worker"] == {"phone": "01632 960111", "email": "w1@probation.example"}
    labels = {link.type: link.label for link in network.links}
    assert labels["ASSIGNED_TO"] in {"assigned to (community offender manager)", "assigned to (social worker)"}
    assert {link.facts.get("offence") for link in network.links if link.type == "VICTIM_OF"} == {"stalking"}


def test_the_same_said_by_two_agencies_is_one_link_with_both_sources(area: Area, policy: Policy) -> None:
    from tests.feed_builder import a_feed

    for agency in ("housing", "police"):
        feed = a_feed(agency, "2026-01-01").having(
            "persons", {"person_ref": "N", "pnc": "2099/0000043C"}, {"person_ref": "V", "pnc": "2099/0000051L"}
        )
        feed = feed.having("relationships", {"from_ref": "V", "to_ref": "N", "kind": "victim_of"})
        case = {"case_ref": "C", "person_ref": "N", "area": "cheshire", "valid_from": "2020-01-01"}
        area.lands(feed.having("mappa_cases", case))
    network = read_network(area.store, policy, "C", NOW)
    assert network is not None
    assert [link.sources for link in network.links if link.type == "VICTIM_OF"] == [("housing", "police")]


@pytest.mark.parametrize("most", [1, 3, 8])
def test_beyond_the_limit_the_nearest_stay_and_the_rest_is_counted(told: Area, policy: Policy, most: int) -> None:
    whole = read_network(told.store, policy, CASE, NOW)
    cut = read_network(told.store, policy, CASE, NOW, limits=Limits(nodes=most))
    assert whole is not None
    assert cut is not None
    assert cut.is_truncated
    assert len(cut.nodes) == most
    assert cut.subject_id in {node.id for node in cut.nodes}
    assert {node.id for node in cut.nodes} < {node.id for node in whole.nodes}
    assert sum(one.count for one in cut.hidden if one.reason == OVER_LIMIT) == len(whole.nodes) - most
    ends = {end for link in cut.links for end in (link.from_id, link.to_id)}
    assert ends <= {node.id for node in cut.nodes}


def test_when_the_time_is_up_what_was_read_is_shown_as_cut(told: Area, policy: Policy) -> None:
    network = read_network(told.store, policy, CASE, NOW, limits=Limits(seconds=0))
    assert network is not None
    assert network.is_truncated
    assert [node.label for node in network.nodes if node.kind == "Person"] == [NOMINAL]


def test_a_crowded_address_is_cut_without_reading_everybody(area: Area, policy: Policy) -> None:
    """A hostel of thousands: only as many people are read as could ever be shown, and the others are counted."""
    from tests.feed_builder import a_feed

    crowd = 2_600
    people = [{"person_ref": f"P{number}"} for number in range(crowd)]
    homes = [{"person_ref": f"P{number}", "address_ref": "A", "kind": "home"} for number in range(crowd)]
    feed = a_feed("police", "2026-01-01").having("persons", *people).having("addresses", {"address_ref": "A"})
    case = {"case_ref": "C", "person_ref": "P0", "area": "cheshire", "valid_from": "2020-01-01"}
    area.lands(feed.having("residences", *homes).having("mappa_cases", case))
    network = read_network(area.store, policy, "C", NOW, limits=Limits(nodes=50, seconds=60))
    assert network is not None
    assert len(network.nodes) == 50
    assert network.is_truncated
    shown = sum(node.kind == "Person" for node in network.nodes)
    assert shown + sum(one.count for one in network.hidden if one.kind == "Person") == crowd
