"""`risk-network map`: the network of a case as a picture, or as the text that says the same."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graph_schema.case_network import Audience, CaseNetwork
from graph_schema.store import GraphStore
from service.cli.days import AsOfOption, KnownAtOption, asked
from service.cli.exits import stop, told_errors
from service.cli.opened import opened_store


class Picture(StrEnum):
    """The pictures, and their text twin."""

    FLAGS = "flags"
    FULL = "full"
    EXPLORER = "explorer"
    AREA = "area"
    TABLE = "table"


@dataclass(frozen=True)
class View:
    """How a case is looked at: for whom, on which day, as known when."""

    audience: Audience
    victim: str | None
    as_of: str | None
    known_at: str | None


def draw(
    case: Annotated[str, typer.Argument(help="The case_ref.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write: SVG, HTML or text.")],
    view: Annotated[Picture, typer.Option(help="flags, full, explorer (HTML), area, or table (text).")] = Picture.FLAGS,
    audience: Annotated[Audience, typer.Option(help="Who is to look at it.")] = Audience.CHAIR,
    victim: Annotated[
        str | None, typer.Option(help="Whom a victim-safe view is for, by agency:ref; without it no victim is shown.")
    ] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
) -> None:
    """Draw the network of a case."""
    from visualise.errors import VisualiseError

    with told_errors(), opened_store(read_only=True) as store:
        network = read_case(store, case, View(audience, victim, as_of, known_at))
        try:
            drawn = _draw(network, view, store)
        except VisualiseError as error:
            stop(f"{error}.")
        try:
            output.write_text(drawn, encoding="utf-8", newline="\n")
        except OSError as error:
            stop(f"{output} cannot be written: {error.strerror}.")


def read_case(store: GraphStore, case: str, view: View) -> CaseNetwork:
    """Return the network of a case with full sight of what the audience may see; an unknown case ends the command."""
    from service.cases import case_network
    from service.policy import load_policy
    from service.rules import load_catalogue
    from service.settings import load_settings

    moment = asked(view.as_of, view.known_at)
    settings = load_settings()
    policy = load_policy(settings.policy_dir)
    catalogue = load_catalogue(settings.rules_dir, policy)
    network = case_network(store, catalogue, policy, case, moment, audience=view.audience.value, victim=view.victim)
    if network is None:
        stop(f"No case is known by this case_ref on {moment.day}. Check it, or ask for another day with --as-of.")
    return network


def _draw(network: CaseNetwork, view: Picture, store: GraphStore) -> str:
    if view is Picture.FULL:
        from visualise.full_map import draw_full_map

        return draw_full_map(network)
    if view is Picture.EXPLORER:
        from visualise.explorer import render_explorer

        return render_explorer(network, nonce=None, assets="inline")
    if view is Picture.AREA:
        from service.cases.places import find_places
        from visualise.area_map import draw_area_map

        return draw_area_map(network, find_places(store, network))
    if view is Picture.TABLE:
        from visualise.text_twin import write_table

        return write_table(network)
    from visualise.flag_map import draw_flag_map

    return draw_flag_map(network)
