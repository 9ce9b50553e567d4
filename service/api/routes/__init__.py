"""The routes, by what they are about."""

from fastapi import APIRouter

from service.api.routes import audit, case_list, cases, feeds, flags, people, placement, rules, statistics, transfers

ROUTERS: tuple[APIRouter, ...] = (
    feeds.router,
    people.router,
    cases.router,
    # After the networks and maps, whose addresses its own would take in.
    case_list.router,
    flags.router,
    placement.router,
    transfers.router,
    rules.router,
    statistics.router,
    audit.router,
)
"""Every router of the API, in the order of the documentation."""
