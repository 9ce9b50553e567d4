"""Whether the category a case is recorded in is the one its nominal's sentences and orders ask for."""

import polars as pl

from service.policy import Policy
from service.rules.steps.qualifying import NOTIFICATION, SUSPENDED, orders, resting, running, sentences
from service.rules.steps.rows import found, meet, nothing, together, unknown
from service.rules.steps.standing import standings
from service.rules.world import STEPS, World

DANGEROUS = "potentially_dangerous_person"
_TOLD = ("subject", "case", "area", STEPS)


def is_mappa(column: str = "case_kind") -> pl.Expr:
    """Return whether an episode is of MAPPA, which blank is too."""
    return pl.col(column).fill_null("mappa") != DANGEROUS


def in_category(world: World, category: int) -> pl.DataFrame:
    """Return the cases that have a category on the day."""
    return standings(world).filter(is_mappa(), pl.col("category") == category)


def three_at_level_one(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C01: category 3 at level 1."""
    return found(in_category(world, 3).filter(pl.col("level") == 1).select(*_TOLD), "high")


def one_without_notification(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C02: category 1 without a notification requirement that holds."""
    rows = in_category(world, 1).select(*_TOLD)
    if rows.is_empty():
        return nothing()
    told = orders(world, rows["subject"], *NOTIFICATION)
    bare = rows.join(running(world, told), on="subject", how="anti")
    newest = told.filter(pl.col("until") == pl.col("until").max().over("subject"))
    ended = meet(bare, newest.select("subject", pl.col("until").alias("ended_on"), STEPS), "subject")
    return found(together(ended, bare.join(ended, on="case", how="anti")), "high")


def notified_elsewhere(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C03: a notification requirement holds, and the category is 2 or 3."""
    rows = standings(world).filter(is_mappa(), pl.col("category").is_in([2, 3])).select(*_TOLD, "category")
    if rows.is_empty():
        return nothing()
    held = running(world, orders(world, rows["subject"], *NOTIFICATION))
    return found(meet(rows, held.select("subject", STEPS), "subject"), "high")


def two_without_sentence(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C04: category 2, and no sentence qualifies for it."""
    rows = in_category(world, 2).select(*_TOLD)
    if rows.is_empty():
        return nothing()
    told = sentences(world, policy, rows["subject"])
    open_ = _unqualified(rows, told)
    doubtful = told.filter(pl.col("qualifies").is_null())
    unclear = meet(open_, doubtful.select("subject", STEPS), "subject")
    silent = open_.join(told, on="subject", how="anti")
    plain = open_.join(doubtful, on="subject", how="anti")
    lacking = meet(plain, told.select("subject", "offence_group", "disposal", "months", STEPS), "subject")
    return together(
        found(lacking, "high"),
        unknown(unclear, "high", "qualifying_sentence"),
        unknown(silent, "high", "qualifying_sentence"),
    )


def _unqualified(rows: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    return rows.join(told.filter("qualifies"), on="subject", how="anti")


def two_after_licence(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C05: category 2, and what it rests on has ended."""
    rows = in_category(world, 2).select(*_TOLD)
    if rows.is_empty():
        return nothing()
    told = resting(world, policy, rows["subject"])
    over = rows.join(running(world, told), on="subject", how="anti")
    newest = told.filter(pl.col("until") == pl.col("until").max().over("subject"))
    return found(meet(over, newest.select("subject", pl.col("until").alias("ended_on"), STEPS), "subject"), "high")


def three_meets_another(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C06: category 3 of somebody who meets category 1 or 2."""
    rows = in_category(world, 3).select(*_TOLD)
    if rows.is_empty():
        return nothing()
    held = running(world, orders(world, rows["subject"], *NOTIFICATION)).select("subject", STEPS)
    qualified = sentences(world, policy, rows["subject"]).filter("qualifies").select("subject", STEPS)
    runs = running(world, resting(world, policy, rows["subject"])).select("subject", STEPS)
    two = meet(meet(rows, qualified, "subject"), runs, "subject").with_columns(pl.lit(2).alias("meets"))
    one = meet(rows, held, "subject").with_columns(pl.lit(1).alias("meets"))
    return found(together(one, two.join(one, on="case", how="anti")), "high")


def several_open(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C07: two or more MAPPA episodes with a category hold at once."""
    rows = standings(world).filter(is_mappa()).select(*_TOLD)
    told = world.word("cases_of", rows["subject"]).filter(is_mappa("other_kind"), pl.col("category").is_not_null())
    counted = told.with_columns(
        pl.struct("other_case", "since").n_unique().over("subject").cast(pl.Int64).alias("open_episodes")
    )
    several = counted.filter(pl.col("open_episodes") > 1).select("subject", "open_episodes", STEPS)
    return found(meet(rows, several, "subject"), "high")


def half_recorded(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C08: a level without a category, or a category without a level."""
    rows = standings(world).filter(is_mappa(), pl.col("level").is_null() != pl.col("category").is_null())
    lacks = pl.when(pl.col("level").is_null()).then(pl.lit("level")).otherwise(pl.lit("category")).alias("lacks")
    return found(rows.select(*_TOLD, lacks), "high")


def four_too_early(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C14: category 4 by an episode from before the category began."""
    early = in_category(world, 4).filter(pl.col("since") < policy.day("category.four_from"))
    return found(early.select(*_TOLD, pl.col("since").alias("begun_on")), "high")


def dangerous_and_mappa(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C17: a potentially dangerous person record beside a MAPPA episode of the same person."""
    nominals = world.nominals.select(*_TOLD)
    told = world.word("cases_of", nominals["subject"])
    dangerous = told.filter(~is_mappa("other_kind")).select("subject", pl.col("other_case").alias("case"), STEPS)
    rows = meet(nominals, dangerous.rename({"subject": "of"}), "case").filter(pl.col("of") == pl.col("subject"))
    beside = told.filter(is_mappa("other_kind")).select("subject", STEPS)
    return found(meet(rows.drop("of"), beside, "subject"), "high")


def suspended_over(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C18: category 2 rests on suspended sentences alone, and all are over."""
    rows = in_category(world, 2).select(*_TOLD)
    if rows.is_empty():
        return nothing()
    told = sentences(world, policy, rows["subject"]).filter("qualifies")
    longest = pl.col("sentenced_on").dt.offset_by(f"{policy.whole('category.suspended_months')}mo")
    dated = told.with_columns(pl.coalesce("licence_ends_on", longest).alias("over_on"))
    is_over = (pl.col("disposal") == SUSPENDED) & (pl.col("over_on") <= world.day).fill_null(value=False)
    over = dated.filter(is_over.all().over("subject")).select("subject", "over_on", STEPS)
    return found(meet(rows, over, "subject"), "high")


def legacy_two(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C20: category 2 without a qualifying sentence, with an order of some other kind."""
    rows = in_category(world, 2).select(*_TOLD)
    if rows.is_empty():
        return nothing()
    bare = _unqualified(rows, sentences(world, policy, rows["subject"]))
    held = running(world, orders(world, bare["subject"], "other")).select("subject", STEPS)
    return found(meet(bare, held, "subject"), "high")
