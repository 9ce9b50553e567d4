"""`risk-network token`: a token for trying things out, on a store of invented people."""

from typing import Annotated

import typer

from graph_schema.areas import AREAS
from service.access.callers import NATIONAL, Caller, Clearance, Role
from service.access.configured import open_issuer
from service.access.marking import is_synthetic
from service.cli.exits import stop, told_errors
from service.cli.opened import opened_store
from service.settings import load_settings


def token(
    role: Annotated[list[Role], typer.Option(case_sensitive=False, help="May be given more than once.")],
    area: Annotated[list[str] | None, typer.Option(help="MAPPA area by slug, or * for all; more than once.")] = None,
    user: Annotated[str | None, typer.Option(help="Who it is for; else named for the role.")] = None,
    agency: Annotated[str, typer.Option(help="Their agency, by its agency_ref.")] = "",
    clearance: Annotated[list[Clearance] | None, typer.Option(help="victim, visor; more than once.")] = None,
    hours: Annotated[int, typer.Option(min=1, max=24, help="How long it is good for.")] = 8,
) -> None:
    """Print a bearer token that a service on this machine believes, where everybody in the store is invented."""
    areas = frozenset(area or [])
    if unknown := sorted(areas - AREAS.keys() - {NATIONAL}):
        stop(f"{unknown[0]} is not one of the 42 MAPPA areas. Use its slug, such as cheshire, or * for all.")
    subject = user or role[0].lower()
    caller = Caller(subject, frozenset(role), areas, agency, frozenset(clearance or []))
    with told_errors():
        with opened_store(read_only=True) as store:
            marked = is_synthetic(store)
        issuer = open_issuer(load_settings(), is_synthetic=marked)
        typer.echo(issuer.sign(caller, hours * 3600))
