"""Drawn cases at distances around the thresholds, in two areas, and policies that move them."""

from pathlib import Path

from tests.service.rules.builders import Area, a_nominal, a_person, an_area, later, only
from tests.service.rules.places import at
from tests.service.rules.things import a_transfer

VERA = a_person("Vera").victim_of("Adam")


def apart(metres: int, area: str = "cheshire") -> Area:
    """Return a case whose nominal lives so far from his victim."""
    adam = a_nominal("Adam").managed_in(area).living_at(at(area=area))
    return an_area().with_(adam, VERA.living_at(at(metres, area=area)))


AREAS = {
    "800 m": apart(800),
    "1,200 m": apart(1200),
    "800 m in Kent": apart(800, "kent"),
    "600 m since May": an_area().with_(
        a_nominal("Adam").living_at(at()), VERA, later(only("residences", a_person("Vera").living_at(at(600))))
    ),
    "a transfer": an_area().with_(
        a_nominal("Adam").living_at(at()), VERA.living_at(at(9000)), a_transfer("2026-05-01")
    ),
}


def policy_of(folder: Path, *entries: tuple[str, int], area: str = "", since: str = "2026-01-01") -> Path:
    """Write a policy folder that sets whole numbers, for an area or for all; from a day on."""
    folder.mkdir(exist_ok=True)
    lines = []
    for key, value in entries:
        lines.append(f'[areas.{area}."{key}"]' if area else f'["{key}"]')
        lines += [f"value = {value}", 'source = "A proposal"', f"effective_from = {since}", "verified = false", ""]
    (folder / "proposed.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder
