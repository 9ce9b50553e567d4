"""`risk-network overlaps`: the open MARAC cases that name the nominal of a case."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from service.cli.days import AsOfOption, KnownAtOption, asked
from service.cli.exits import told_errors
from service.cli.forms import OutputFormat
from service.cli.opened import opened_store
from service.overlaps import as_json, marac_overlaps
from service.overlaps.output import LEADS, REASONS, REVIEWS, Json


def overlaps(
    case: Annotated[str, typer.Argument(help="The case, by its case_ref.")],
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format_: Annotated[OutputFormat, typer.Option("--format", help="How to print.")] = OutputFormat.TABLE,
) -> None:
    """List where MARAC and MAPPA hear of the nominal: which forum leads, what was shared or why not, the next one."""
    moment = asked(as_of, known_at)
    with told_errors(), opened_store(read_only=True) as store:
        told = as_json(marac_overlaps(store, case, moment))
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    table = Table("MARAC case", "area", "nominal is", "referred", "lead forum", "shared", "next joint review",
                  title=f"{case}: {len(told)} open MARAC cases on {moment.day}")  # fmt: skip
    for one in told:
        table.add_row(
            one["maracRef"], one["maracArea"] or "–", ", ".join(one["nominalIs"]), one["referredOn"], _lead(one),
            _shared(one), _review(one),
        )  # fmt: skip
    Console().print(table)


def _lead(one: Json) -> str:
    if one["leadForum"] is None:
        return "not agreed"
    return f"{one['leadForum'].upper()}, {LEADS[one['leadForumBasis']]}"


def _shared(one: Json) -> str:
    if not one["isShared"]:
        return f"no: {REASONS[one['notSharedBecause']]}"
    return "\n".join(
        f"{share['sharedOn']}, {share['fromAgency'] or 'an agency'} to {share['toAgency'] or 'an agency'}"
        for share in one["shares"]
    )


def _review(one: Json) -> str:
    if one["nextJointReviewOn"] is None:
        return "none planned"
    return f"{one['nextJointReviewOn']}, {REVIEWS[one['nextJointReviewBasis']]}"
