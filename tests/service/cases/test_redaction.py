"""What each audience sees: nothing it may not in any field, and nothing that changes with what is hidden from it."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from graph_schema.case_network import CaseNetwork, Guidance
from graph_schema.periods import AsOf
from graph_schema.sensitivity import Sensitivity
from ingest.records import public_ref
from service.cases import CLEARANCES, WrongView, as_json, find_audience, read_network, redact
from service.policy import Policy
from service.rules.findings import Finding, Outcome, Party, Severity, Source, Step, Thing
from tests.feed_builder import FeedBuilder, a_feed
from tests.ingest.landing.conftest import Area
from tests.service.cases.story import (
    CASE,
    CHILD,
    MARAC,
    NOMINAL,
    PHONE,
    PNC_N,
    VICTIM,
    VICTIM_PLACE,
    VICTIM_POSTCODE,
    ZONE,
    address,
    home,
    person,
    story,
    text_of,
    tie,
    zone,
    zones,
)

NOW = AsOf(date(2026, 2, 20), datetime(2026, 5, 1))
AUDIENCES = ("chair", "meeting", "victim-safe")
OF_VICTIM = [
    VICTIM,
    VICTIM_PLACE,
    VICTIM_POSTCODE,
    "349405",
    "360331",
    "1985-02-02",
    "probation:V",
    "cheshire-marac:MV",
]
OF_CHILD = [CHILD, "Cicely", "2016-03-03", "probation:C", "social_worker"]
NEVER = {
    "chair": [],
    "meeting": [VICTIM_PLACE, VICTIM_POSTCODE, "349405", "360331", CHILD, "2016-03-03", PHONE, "gwent", "180",
                "visorRecord", "visorOwnerArea"],
    "victim-safe": [*OF_VICTIM, *OF_CHILD, MARAC, "MARAC", "marac", "24/118", PHONE, "01632", "180", "stalking", ZONE,
                    "visor", "Harmed", "Hidden", "Partner", "Associate", "victim_of", "VICTIM_OF", "protects"],
}  # fmt: skip


def finding(area: Area, rule: str = "ACC-03", **facts: str | int) -> Finding:
    """Return a finding about the nominal and the victim, with the distance between their homes."""
    ids = {public_ref(str(row["from"])): str(row["to"]) for row in area.statements("SAME_AS")}
    homes = {str(row["from"]): str(row["to"]) for row in area.statements("LIVES_AT")}
    nominal, victim = ids["probation:N"], ids["probation:V"]
    spell = (date(2020, 1, 1), date(9999, 12, 31))
    source = (Source("probation", "probation-2026-02-02", "probation:residences:x"),)
    path = tuple(
        Step(Thing("Person", who), "LIVES_AT", Thing("Address", homes[who]), *spell, source)
        for who in (nominal, victim)
    )
    return Finding(
        rule, "accommodation", Severity.HIGH, Outcome.FOUND, "Home near a current victim",
        f"{VICTIM} lives 180 m away, see MARAC {MARAC}.", "Ring the police.", (Guidance("MAPPA Guidance", "12"),),
        nominal, CASE, NOW, parties=(Party("victim", victim),), facts={"distanceM": 180, **facts}, path=path,
    )  # fmt: skip


def look(
    area: Area, policy: Policy, audience: str, *, clearances: frozenset[str] = CLEARANCES, victim: str | None = None,
    findings: tuple[Finding, ...] = (),
) -> CaseNetwork:  # fmt: skip
    network = read_network(
        area.store, policy, CASE, NOW, audience=audience, clearances=clearances, victim=victim, findings=findings
    )
    assert network is not None
    return network


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_an_audience_may_not_see_is_in_any_field(told: Area, policy: Policy, audience: str) -> None:
    network = look(told, policy, audience, findings=(finding(told),))
    text = text_of(as_json(network))
    assert [secret for secret in NEVER[audience] if secret in text] == []
    assert NOMINAL in text


def test_the_chair_sees_everything(told: Area, policy: Policy) -> None:
    network = look(told, policy, "chair", findings=(finding(told),))
    text = text_of(as_json(network))
    wanted = [VICTIM, VICTIM_PLACE, CHILD, MARAC, PHONE, ZONE, "stalking", "180 m", "visorOwnerArea", "visorRecord"]
    assert [one for one in wanted if one not in text] == []


def test_a_meeting_sees_initials_for_children_and_whose_home_it_is_for_victims(told: Area, policy: Policy) -> None:
    network = look(told, policy, "meeting", findings=(finding(told),))
    labels = {node.label for node in network.nodes}
    assert {VICTIM, "C. H.", f"Home of {VICTIM}, C. H.", "Home of Fern Harmed"} <= labels
    (flag,) = network.flags
    assert (flag.number, flag.summary, dict(flag.facts)) == (1, "Home near a current victim.", {})
    assert len(flag.node_ids) == 4
    assert len(flag.link_ids) == 2


def test_without_the_clearance_victims_and_those_close_to_them_have_no_name_and_no_place(
    told: Area, policy: Policy
) -> None:
    network = look(told, policy, "chair", clearances=frozenset({"visor"}), findings=(finding(told),))
    text = text_of(as_json(network))
    assert [secret for secret in (*OF_VICTIM, CHILD, "Fern", "77 Sister", "180") if secret in text] == []
    assert {"Victim A", "Person close to a victim"} <= {node.label for node in network.nodes}


def test_without_the_clearance_nothing_is_told_of_visor(told: Area, policy: Policy) -> None:
    about_visor = finding(told, "TRF-04", visorOwnerArea="gwent")
    network = look(told, policy, "chair", clearances=frozenset({"victim"}), findings=(about_visor,))
    assert "visor" not in text_of(as_json(network)).lower()
    assert network.flags == ()
    assert [(one.kind, one.count) for one in network.hidden] == [("Flag", 1)]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_ids_are_of_no_store_and_of_one_audience_alone(told: Area, policy: Policy, audience: str) -> None:
    text = text_of(as_json(look(told, policy, audience)))
    stored = {str(row["from"]) for row in told.statements("HAS_DETAILS")}
    stored |= {str(row["from"]) for row in told.statements("LOCATED_AT")}
    assert [id_ for id_ in stored if id_ in text] == []
    assert text_of(as_json(look(told, policy, audience))) == text
    for other in set(AUDIENCES) - {audience}:
        ids = {node.id for node in look(told, policy, audience).nodes}
        assert not ids & {node.id for node in look(told, policy, other).nodes}


def test_without_a_salt_ids_last_as_long_as_the_process(told: Area, policy: Policy) -> None:
    network = look(told, policy, "chair")
    first, again = redact(network, "meeting", CLEARANCES), redact(network, "meeting", CLEARANCES)
    other = redact(network, "meeting", CLEARANCES, salt=b"another store")
    assert first.nodes == again.nodes
    assert not {node.id for node in first.nodes} & {node.id for node in other.nodes}


def test_a_view_for_one_victim_shows_what_is_hers(told: Area, policy: Policy) -> None:
    network = look(told, policy, "victim-safe", victim="probation:V", findings=(finding(told),))
    labels = {node.label for node in network.nodes}
    assert {VICTIM, CHILD, f"MARAC case {MARAC}", f"Zone: {ZONE}", "Condition: exclusion zone"} <= labels
    assert {f"{VICTIM_PLACE}, Cutterby, {VICTIM_POSTCODE}", f"Home of {NOMINAL}"} <= labels
    text = text_of(as_json(network))
    assert [one for one in ("Fern", "Elm", "Dale", "1 Open", "CH1 2NA", PHONE, "180", "curfew") if one in text] == []
    (flag,) = network.flags
    assert (flag.summary, dict(flag.facts)) == ("Home near a current victim.", {})


@pytest.mark.parametrize("victim", ["probation:A", "probation:nobody"])
def test_a_view_is_for_nobody_but_a_victim(told: Area, policy: Policy, victim: str) -> None:
    with pytest.raises(WrongView, match="no victim in this network") as told_off:
        look(told, policy, "victim-safe", victim=victim)
    assert victim not in str(told_off.value)


def test_an_audience_there_is_not_is_refused_before_anything_is_read(told: Area, policy: Policy) -> None:
    with pytest.raises(WrongView, match="victim-safe"):
        look(told, policy, "press")


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("clearances", [frozenset(), CLEARANCES])
def test_every_class_of_sensitivity_is_decided_for_every_audience(audience: str, clearances: frozenset[str]) -> None:
    chosen = find_audience(audience, clearances)
    assert set(chosen.sights) == set(Sensitivity)
    full = find_audience(audience, CLEARANCES)
    assert all(chosen.sights[one] <= full.sights[one] for one in Sensitivity)


def second_victim() -> FeedBuilder:
    """Return a later feed about another victim of the nominal, hers, and those around her."""
    feed = a_feed("vlo-unit", "2026-02-10")
    feed = feed.having(
        "persons", person("X", "Gale Other", "1990-09-09"), person("XC", "Hazel Other", "2018-08-08"),
        person("N", NOMINAL, pnc=PNC_N), person("XB", "Ivy Other"),
    )  # fmt: skip
    feed = feed.having(
        "addresses",
        address("AX", "5 Secret Close", "CH3 9FT", (349450, 360350)),
        address("AN", "1 Open Street", "CH1 2NA", (340000, 366000)),
    )
    feed = feed.having("residences", home("X", "AX"), home("XC", "AX"), home("XB", "AN"))
    feed = feed.having(
        "relationships", tie("X", "victim_of", "N"), tie("X", "parent_of", "XC"), tie("N", "parent_of", "XC"),
        tie("XB", "sibling_of", "X"), tie("X", "ex_partner_of", "N"),
    )  # fmt: skip
    feed = feed.having(
        "key_workers", {"worker_ref": "W9", "name": "Yarrow Liaison", "agency_ref": "vlo-unit", "phone": "01632 960999"}
    ).having("agencies", {"agency_ref": "vlo-unit", "name": "Victim Liaison", "kind": "probation", "duty": "other"})
    feed = feed.having("assignments", {"worker_ref": "W9", "role": "victim_liaison_officer", "person_ref": "X"})
    feed = feed.having("marac_cases", {"marac_ref": "24/777", "area": "cheshire", "referred_on": "2026-02-01"})
    feed = feed.having(
        "marac_people",
        {"marac_ref": "24/777", "person_ref": "X", "role": "victim"},
        {"marac_ref": "24/777", "person_ref": "N", "role": "perpetrator"},
    )
    feed = feed.having("victim_contact", {"victim_ref": "X", "offender_ref": "N", "scheme": "victim_contact_scheme"})
    feed = feed.having("child_plans", {
        "person_ref": "XC", "kind": "child_protection_plan", "local_authority": "E06000050", "valid_from": "2025-01-01"
    })  # fmt: skip
    feed = feed.having("conditions", {
        "condition_ref": "CX", "order_ref": "O1", "kind": "exclusion_zone", "zone_ref": "ZX",
        "protected_person_ref": "X",
    })  # fmt: skip
    feed = feed.having("orders", {"order_ref": "O1", "person_ref": "N", "kind": "licence", "valid_from": "2025-01-01"})
    return feed.with_zones(zones(zone("ZX", "Around Secret Close", 349400, 360300)))


@pytest.mark.parametrize("victim", [None, "probation:V"])
def test_a_second_victim_changes_no_byte_of_a_victim_safe_view(
    new_area: Callable[[], Area], policy: Policy, victim: str | None
) -> None:
    """Her places, children, siblings, zones, MARAC and workers leave no trace: no count, no gap, no number."""
    before, after = new_area(), new_area()
    before.lands(*story())
    after.lands(*story(), second_victim())
    told = [
        json.dumps(as_json(look(area, policy, "victim-safe", victim=victim, findings=(finding(area),))))
        for area in (before, after)
    ]
    assert told[0] == told[1]
    assert "Secret" in text_of(as_json(look(after, policy, "chair")))


def test_a_flag_about_a_second_victim_leaves_no_gap_in_the_numbers(told: Area, policy: Policy) -> None:
    """Without her on the map either: a past victim is beyond every hop, and still nothing may be told of her."""
    about_another = Finding(**{**vars(finding(told)), "rule": "ACC-02", "severity": Severity.CRITICAL,
                               "parties": (Party("victim", "p-not-on-the-map"),)})  # fmt: skip
    network = look(told, policy, "victim-safe", victim="probation:V", findings=(about_another, finding(told)))
    assert [(flag.number, flag.rule) for flag in network.flags] == [(1, "ACC-03")]


def test_a_confidential_address_is_shown_to_no_audience_but_the_cleared_chair(area: Area, policy: Policy) -> None:
    refuge = story()[0]
    rows = tuple(
        row | ({"confidential": "yes", "kind": "refuge"} if row["address_ref"] == "AN" else {})
        for row in refuge.tables["addresses"]
    )
    area.lands(FeedBuilder("probation", "2026-02-02", {}, {**refuge.tables, "addresses": rows}, {}, refuge.zones))
    assert "1 Open Street" in text_of(as_json(look(area, policy, "chair")))
    for audience in ("meeting", "victim-safe"):
        text = text_of(as_json(look(area, policy, audience)))
        assert [secret for secret in ("1 Open", "CH1 2NA", "refuge", "confidential") if secret in text] == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_somebody_barred_leaves_no_trace_for_any_audience(
    new_area: Callable[[], Area], policy: Policy, audience: str
) -> None:
    """Not in a label, a role, a count or a flag; nor does whoever could only be met through them."""
    before, after = new_area(), new_area()
    before.lands(*story())
    after.lands(*story(), feed_of_a_barred_person())
    ids = {public_ref(str(row["from"])): str(row["to"]) for row in after.statements("SAME_AS")}
    about_her = Finding(**{**vars(finding(after)), "parties": (Party("victim", ids["probation:X"]),)})
    whole = read_network(before.store, policy, CASE, NOW, audience=audience, findings=[finding(before)])
    barred = read_network(
        after.store, policy, CASE, NOW, audience=audience, findings=[about_her, finding(after)],
        barred={ids["probation:X"]},
    )  # fmt: skip
    assert whole is not None
    assert barred is not None
    assert json.dumps(as_json(barred)) == json.dumps(as_json(whole))
    assert audience == "victim-safe" or "Gale Other" in text_of(as_json(look(after, policy, "chair")))


def feed_of_a_barred_person() -> FeedBuilder:
    """Return a later feed of probation about somebody tied to the victim, and a sister met through her alone."""
    feed = a_feed("probation", "2026-02-10")
    feed = feed.having("persons", person("X", "Gale Other"), person("XB", "Ivy Other"))
    feed = feed.having("addresses", address("AX", "5 Secret Close", "CH3 9FT", (349450, 360350)))
    feed = feed.having("residences", home("X", "AX"), home("XB", "AX"))
    return feed.having("relationships", tie("X", "sibling_of", "XB"), tie("V", "parent_of", "X"))


def test_the_page_says_what_each_audience_sees() -> None:
    page = (Path(__file__).parents[3] / "docs/case_network.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\w+)[^|]*\| (\w+)[^|]*\| (\w+) \|$", page, flags=re.MULTILINE)
    assert {one for one, *_ in rows} == set(Sensitivity)
    for one, *sights in rows:
        told = [find_audience(name, CLEARANCES).sights[Sensitivity(one)].name.lower() for name in AUDIENCES]
        assert sights == told
