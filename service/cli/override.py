"""`risk-network override`: what overriding a referral would tell of where somebody is, and overriding it."""

import json
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from graph_schema.store import open_store
from service.access import Caller, Role
from service.access.callers import NATIONAL
from service.access.marking import is_synthetic
from service.audit import Action, Entry
from service.audit.configured import open_configured
from service.cli.exits import stop, told_errors
from service.cli.forms import OutputFormat
from service.cli.operators import COMMAND_LINE, name_user
from service.placement import Checked, OverriddenBefore, Overriding, Preview, SeenOtherwise, TooMany
from service.placement.configured import open_ledger
from service.policy import load_policy
from service.settings import Settings, load_settings

SHORTEST = 15


def override(
    reference: Annotated[str, typer.Argument(help="The reference of a check that was referred.")],
    reason: Annotated[str | None, typer.Option(help="Override it, for this reason; else only look.")] = None,
    leaves: Annotated[
        int | None, typer.Option(min=0, help="How many households it leaves, as you were shown; needed to override.")
    ] = None,
    format_: Annotated[OutputFormat, typer.Option("--format", help="How to print.")] = OutputFormat.TABLE,
) -> None:
    """Show about how many households a place could be narrowed down to if a referral were overridden; or override it.

    Run it without --reason first. Each override tells whoever asked that nobody protected is near, so it is counted,
    and policy says how many there may be about one case in a year. Both are written to the audit.
    """
    if reason is not None and len(reason.strip()) < SHORTEST:
        stop(f"--reason must say why in {SHORTEST} characters or more: others will read it.")
    with told_errors():
        preview = _override(load_settings(), reference, reason.strip() if reason else None, leaves)
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(asdict(preview) | {"overridden": reason is not None}, indent=2))
    else:
        typer.echo(_sentence(preview, is_done=reason is not None))


def _override(settings: Settings, reference: str, reason: str | None, leaves: int | None) -> Preview:
    caller = Caller(name_user(), frozenset({Role.COORDINATOR}), frozenset({NATIONAL}))
    now = datetime.now()  # noqa: DTZ005  # the ledger keeps local times, as the checks do
    with (
        closing(open_store(settings.store, access=settings.server_access, create=False)) as store,
        closing(open_configured(settings, is_synthetic=is_synthetic(store))) as audit,
        closing(open_ledger(settings)) as ledger,
    ):
        audit.check()
        overriding = Overriding(ledger, load_policy(settings.policy_dir))
        checked = ledger.find(reference)
        preview = overriding.preview(checked, now) if checked else None
        if checked is None or preview is None:
            stop("There is no referral with this reference: it is printed with each answer of `risk-network check`.")
        if reason is None:
            audit.record(_entry(Action.READ_PLACEMENT_FINDING, caller, checked, "answered"))
            return preview
        done = _do(overriding, checked, leaves, caller, (reason, now))
        told = f"{reason} (leaves about {done.households_left} of {done.households_now} households)"
        audit.record(_entry(Action.OVERRIDE_PLACEMENT, caller, checked, "overridden", told))
        return done


def _do(
    overriding: Overriding, checked: Checked, leaves: int | None, caller: Caller, why: tuple[str, datetime]
) -> Preview:
    try:
        done = overriding.override(checked, leaves, caller, why)
    except SeenOtherwise:
        stop("--leaves must be the number this command shows without --reason: look at it, then decide.")
    except OverriddenBefore:
        stop("This referral has been overridden already.")
    except TooMany:
        stop("No more referrals of this case may be overridden this year: decide about it at a MAPPA meeting.")
    if done is None:
        stop("This check was not referred: there is nothing to override.")
    return done


def _entry(action: Action, caller: Caller, checked: Checked, outcome: str, reason: str = "") -> Entry:
    return Entry(
        who=caller.subject,
        role=COMMAND_LINE,
        action=action,
        outcome=outcome,
        at=datetime.now(UTC),
        areas=tuple(sorted(caller.areas)),
        purpose="placement",
        reason=reason,
        case_ref=checked.case_ref,
        things=(checked.reference,),
    )


def _sentence(preview: Preview, *, is_done: bool) -> str:
    left = "nothing more can be read from it"
    if preview.households_left is not None:
        left = f"about {preview.households_left:,} households are left, of about {preview.households_now:,}"
    if is_done:
        return f"Overridden; {left}. {preview.used + 1} of {preview.allowed} a year for case {preview.case_ref}."
    used = f"{preview.used} of {preview.allowed} a year for case {preview.case_ref} are used."
    return f"If it were overridden, {left}. {used}"
