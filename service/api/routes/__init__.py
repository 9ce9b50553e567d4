"""The routes, by what they are about."""

from fastapi import APIRouter

from service.api.routes import (
    audit,
    break_glass,
    case_list,
    cases,
    feeds,
    flags,
    linkage,
    looked_back,
    overlaps,
    overrides,
    people,
    placement,
    rules,
    security,
    statistics,
    transfers,
)

ROUTERS: tuple[APIRouter, ...] = (
    feeds.router,
    people.router,
    cases.router,
    looked_back.router,
    overlaps.router,
    # After the networks and maps, whose addresses its own would take in.
    case_list.router,
    flags.router,
    linkage.router,
    placement.router,
    overrides.router,
    transfers.router,
    rules.router,
    statistics.router,
    break_glass.router,
    audit.router,
    security.router,
)
"""Every router of the API, in the order of the documentation."""
