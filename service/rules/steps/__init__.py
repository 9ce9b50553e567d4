"""What rules do that Cypher cannot say: distances, zones, ages, working days, over sets of rows at once.

A step takes the world, the policy and the rows of the rule's own question, and returns its evidence: rows with the
subject, the case, the columns of the rule's key, `outcome`, `severity`, facts, and the statements they rest on.
"""

from collections.abc import Callable, Mapping

import polars as pl

from service.policy import Policy
from service.rules.steps import children, dangers, homes, maracs, sites, transfers, zones
from service.rules.world import World

Step = Callable[[World, Policy, pl.DataFrame], pl.DataFrame]

STEPS_BY_NAME: Mapping[str, Step] = {
    "against_conditions": zones.against_conditions,
    "in_the_same_building": homes.in_the_same_building,
    "near_a_current_victim": homes.near_a_current_victim,
    "near_those_around_a_victim": homes.near_those_around_a_victim,
    "near_a_child_site": sites.near_a_child_site,
    "living_with_a_child": dangers.living_with_a_child,
    "near_a_tied_person": homes.near_a_tied_person,
    "not_shared": maracs.not_shared,
    "repeated_unheard": maracs.repeated_unheard,
    "several_victims": maracs.several_victims,
    "release_without_idva": maracs.release_without_idva,
    "is_a_victim_too": maracs.is_a_victim_too,
    "victim_heard_about_another": maracs.victim_heard_about_another,
    "child_heard_about_another": maracs.child_heard_about_another,
    "not_transferred": transfers.not_transferred,
    "overdue": transfers.overdue,
    "towards_danger": transfers.towards_danger,
    "lowered_on_change": transfers.lowered_on_change,
    "nobody_for_the_child": children.nobody_for_the_child,
    "child_hardly_known": children.child_hardly_known,
    "authority_not_invited": children.authority_not_invited,
    "gained_access": children.gained_access,
}
"""The steps a rule's header may name."""
