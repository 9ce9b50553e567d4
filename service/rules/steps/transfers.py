"""Moves between areas: not transferred, overdue, towards danger, or managed less after them."""

import polars as pl

from service.policy import Policy
from service.rules.steps.calendar import working_days
from service.rules.steps.homes import tied, victims_of
from service.rules.steps.rows import found, in_cases, meet, nothing, threshold, together, unknown
from service.rules.steps.territories import areas_within
from service.rules.steps.zones import zones_of
from service.rules.world import STEPS, World

_UNSTARTED = "transfer.unstarted_days"
_COMPLETE = "transfer.complete_working_days"
_CHECK = "transfer.address_check_days"


def open_transfers(world: World, transfers: pl.DataFrame) -> pl.DataFrame:
    """Return the transfers proposed by the day, and neither rejected nor completed by then."""

    def pending(name: str) -> pl.Expr:
        return pl.col(name).is_null() | (pl.col(name) > world.day)

    return transfers.filter(pl.col("proposed_on") <= world.day, pending("rejected_on"), pending("completed_on"))


def not_transferred(world: World, policy: Policy, homes: pl.DataFrame) -> pl.DataFrame:
    """TRF-01: a home outside the case's area for longer than the days allowed, and no transfer there is open."""
    lived = world.homes(world.subjects).filter(~pl.col("is_proposed"))
    rows = in_cases(world, lived.rename({"person": "subject"}))
    long = rows.filter((pl.lit(world.day) - pl.col("since")).dt.total_days() > threshold(policy, _UNSTARTED))
    placed = long.join(_areas(world, long["address"]), on="address", how="left")
    elsewhere = placed.filter(pl.col("home_area") != pl.col("area"))
    transfers = open_transfers(world, world.word("transfers", elsewhere["case"])).select(
        "case", pl.col("to_area").alias("home_area")
    )
    unmoved = elsewhere.join(transfers, on=["case", "home_area"], how="anti")
    return together(found(unmoved, "high"), unknown(placed.filter(pl.col("home_area").is_null()), "high", "area"))


def overdue(world: World, policy: Policy, transfers: pl.DataFrame) -> pl.DataFrame:
    """TRF-02: an open transfer too many working days old, or whose address was not checked in time."""
    rows = meet(_cases(world), open_transfers(world, transfers), "case")
    age = (pl.lit(world.day) - pl.col("proposed_on")).dt.total_days()
    counted = rows.with_columns(
        working_days(rows["proposed_on"], world.day).alias("working_days_open"), age.alias("days_open")
    )
    unchecked = pl.col("address_checked_on").is_null() | (pl.col("address_checked_on") > world.day)
    late = (pl.col("working_days_open") > threshold(policy, _COMPLETE)) | (
        (pl.col("days_open") > threshold(policy, _CHECK)) & unchecked
    )
    return found(counted.filter(late), "high")


def lowered_on_change(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """TRF-04: another area took the case at a lower level and has not met, or another area keeps the ViSOR record."""
    known = episodes.join(world.nominals.select("case"), on="case", how="semi").sort("case", "since")
    before = known.with_columns(
        *(pl.col(name).shift(1).over("case").alias(f"{name}_before") for name in ("area", "level", STEPS))
    )
    changed = before.filter(
        pl.col("since") <= world.day,
        pl.col("area") != pl.col("area_before"),
        pl.col("level") < pl.col("level_before"),
    )
    meetings = world.word("meetings", changed["case"]).filter(pl.col("held_on") <= world.day)
    heard = changed.join(meetings.select("case", "held_on"), on="case").filter(pl.col("held_on") >= pl.col("since"))
    unheard = changed.join(heard, on=["case", "since"], how="anti").with_columns(
        pl.concat_list(f"{STEPS}_before", STEPS).alias(STEPS)
    )
    lowered = unheard.select("case", pl.col("since").alias("episode_from"), "area_before", "level_before", STEPS)
    kept = world.nominals.filter(pl.col("visor_owner_area") != pl.col("area")).select(
        "case", pl.col("since").alias("episode_from"), "visor_owner_area", STEPS
    )
    return found(meet(_cases(world), together(lowered, kept), "case"), "high")


def towards_danger(world: World, policy: Policy, transfers: pl.DataFrame) -> pl.DataFrame:
    """TRF-03: a move into an area that holds a victim, a MARAC case, a tied person or a forbidden zone."""
    moves = _moves(world, transfers)
    if moves.is_empty():
        return nothing()
    dangers = _dangers(world, moves["subject"])
    known = moves.drop_nulls("to_area")
    met = meet(known, dangers.rename({"subject": "endangered", "case": "of_case"}), "case", "of_case")
    here = met.filter(pl.col("to_area") == pl.col("danger_area"))
    unclear = met.filter(pl.col("danger_area").is_null())
    nowhere = moves.filter(pl.col("to_area").is_null())
    anywhere = meet(nowhere, dangers.rename({"subject": "endangered", "case": "of_case"}), "case", "of_case")
    outside = anywhere.filter(pl.col("danger_area") != pl.col("area"))
    return together(
        found(here, "critical"), unknown(unclear, "critical", "area"), unknown(outside, "critical", "area")
    ).drop("endangered")


def _cases(world: World) -> pl.DataFrame:
    return world.nominals.select("subject", "case", "area", "level", STEPS)


def _areas(world: World, addresses: pl.Series) -> pl.DataFrame:
    return world.locations(addresses).select("address", pl.col("area").alias("home_area"))


def _moves(world: World, transfers: pl.DataFrame) -> pl.DataFrame:
    """Return the moves of cases: open transfers, and proposed homes, `to_area` another area than the case's."""
    opened = open_transfers(world, transfers).select("case", "transfer", "to_area", STEPS)
    proposed = world.homes(world.subjects).filter("is_proposed").rename({"person": "subject"})
    to = proposed.join(_areas(world, proposed["address"]), on="address", how="left").select(
        "subject", "address", pl.col("home_area").alias("to_area"), STEPS
    )
    both = together(meet(_cases(world), opened, "case"), in_cases(world, to))
    elsewhere = pl.col("to_area").is_null() | (pl.col("to_area") != pl.col("area"))
    names = {"transfer": pl.String, "address": pl.String}
    return both.filter(elsewhere).with_columns(
        *(pl.lit(None, kind).alias(name) for name, kind in names.items() if name not in both.columns)
    )


def _dangers(world: World, moving: pl.Series) -> pl.DataFrame:
    """Return for the cases of those `moving` what lies where: `danger`, `danger_area` (null where unknown), `party`."""
    current = victims_of(world, world.word("victims", world.subjects)).filter("is_current")
    victims = world.living(in_cases(world, current), "party")
    roles = world.word("roles", world.subjects).filter(pl.col("role") == "perpetrator")
    maracs = world.open_maracs(roles["marac"]).select("marac", pl.col("area").alias("danger_area"), STEPS)
    named = in_cases(world, roles.select(pl.col("person").alias("subject"), "marac", STEPS))
    return together(
        _at_home(world, victims, "victim_home"),
        _at_home(world, tied(world), "tied_home"),
        meet(named, maracs, "marac").with_columns(pl.lit("marac_case").alias("danger")),
        _zones(world, moving),
    ).select("subject", "case", "party", "role", "marac", "danger", "danger_area", STEPS)


def _at_home(world: World, rows: pl.DataFrame, danger: str) -> pl.DataFrame:
    homes = world.homes(rows["party"]).select("person", pl.col("address").alias("at"), STEPS)
    lived = meet(rows, homes, "party", "person")
    areas = _areas(world, lived["at"]).rename({"address": "at", "home_area": "danger_area"})
    return lived.join(areas, on="at", how="left").with_columns(pl.lit(danger).alias("danger"))


def _zones(world: World, moving: pl.Series) -> pl.DataFrame:
    # Which areas a zone lies in is dear to find, so it is asked of those who move alone.
    conditions = world.word("conditions", world.subjects).filter(
        pl.col("kind") == "exclusion_zone", pl.col("subject").is_in(moving.implode())
    )
    zones = zones_of(world, conditions["condition"])
    within = areas_within(zones["geometry"].unique())
    drawn = zones.join(within, on="geometry").select("condition", "danger_area", STEPS)
    bound = in_cases(world, conditions.select("subject", "condition", STEPS))
    return meet(bound, drawn, "condition").with_columns(pl.lit("exclusion_zone").alias("danger"))
