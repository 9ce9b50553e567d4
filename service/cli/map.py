"""`risk-network map`: the network of a case as a picture, or as the text that says the same."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graph_schema.case_network import Audience, CaseNetwork
from graph_schema.periods import AsOf, end_of_day
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
    """How a case is looked at: for whom, on which day, as known when, and compared with which day."""

    audience: Audience
    victim: str | None
    as_of: str | None
    known_at: str | None
    since: str | None = None
    with_ended: bool = False


def draw(
    case: Annotated[str, typer.Argument(help="The case_ref.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write: SVG, HTML or text.")],
    view: Annotated[Picture, typer.Option(help="flags, full, explorer (HTML), area, or table (text).")] = Picture.FLAGS,
    audience: Annotated[Audience, typer.Option(help="Who is to look at it.")] = Audience.CHAIR,
    page: Annotated[int, typer.Option(min=1, help="Which page of the flag map, where it has several.")] = 1,
    victim: Annotated[
        str | None, typer.Option(help="Whom a victim-safe view is for, by agency:ref; without it no victim is shown.")
    ] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    since: Annotated[
        str | None, typer.Option(help="Mark what changed in the flags since the end of this day, YYYY-MM-DD.")
    ] = None,
    ended: Annotated[
        bool, typer.Option("--ended", help="With --since: show the flags that are no longer found too, faded.")
    ] = False,
) -> None:
    """Draw the network of a case."""
    from visualise.errors import VisualiseError

    if ended and (since is None or view not in {Picture.FLAGS, Picture.TABLE}):
        stop("--ended goes with --since, for the views flags and table.")
    with told_errors(), opened_store(read_only=True) as store:
        network = read_case(store, case, View(audience, victim, as_of, known_at, since, ended))
        try:
            drawn = _draw(network, view, store) if view is not Picture.FLAGS else _draw_flags(network, page)
        except VisualiseError as error:
            stop(f"{error}.")
        try:
            output.write_text(drawn, encoding="utf-8", newline="\n")
        except OSError as error:
            stop(f"{output} cannot be written: {error.strerror}.")


def read_case(store: GraphStore, case: str, view: View) -> CaseNetwork:
    """Return the network of a case with full sight of what the audience may see; an unknown case ends the command."""
    from service.cases import case_network
    from service.flags.networks import compared_network
    from service.policy import load_policy
    from service.rules import load_catalogue
    from service.settings import load_settings

    moment = asked(view.as_of, view.known_at)
    settings = load_settings()
    policy = load_policy(settings.policy_dir)
    catalogue = load_catalogue(settings.rules_dir, policy)
    audience = view.audience.value
    if view.since is None:
        network = case_network(store, catalogue, policy, case, moment, audience=audience, victim=view.victim)
    else:
        moments = _before(view.since, moment), moment
        network = compared_network(
            store, catalogue, policy, case, moments,
            with_ended=view.with_ended, audience=audience, victim=view.victim,
        )  # fmt: skip
    if network is None:
        stop(f"No case is known by this case_ref on {moment.day}. Check it, or ask for another day with --as-of.")
    return network


def _before(since: str, moment: AsOf) -> AsOf:
    try:
        day = date.fromisoformat(since)
    except ValueError:
        stop("--since must be a day such as 2026-05-27.")
    before = AsOf(day, end_of_day(day))
    if before.day >= moment.day or before.known >= moment.known:
        stop(f"--since must be a day before {moment.day}.")
    return before


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
    from visualise.text_twin import write_table

    return write_table(network)


def _draw_flags(network: CaseNetwork, page: int) -> str:
    from visualise.flag_map import draw_flag_map
    from visualise.flag_pages import count_pages

    drawn, pages = draw_flag_map(network, page), count_pages(network)
    if page < pages:
        typer.echo(f"Page {page} of {pages}: --page {page + 1} draws the next.", err=True)
    return drawn
