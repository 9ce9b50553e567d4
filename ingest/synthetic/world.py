"""A chunk of an invented area as it truly is, before any agency has looked at it."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from ingest.synthetic.addresses import Communal, Places, draw_communal, write_addresses
from ingest.synthetic.biography import Lookalikes, write_biographies
from ingest.synthetic.cast import Cast, Nominals
from ingest.synthetic.homes import draw_homes, draw_households
from ingest.synthetic.marac import Maracs, draw_maracs
from ingest.synthetic.network import draw_children, draw_nominals, draw_others, draw_partners, draw_victims
from ingest.synthetic.setting import Setting


@dataclass(frozen=True)
class World:
    """The truth of a chunk; people and addresses are named by their row in `people` and `addresses`."""

    setting: Setting
    nominals: Nominals
    people: pl.DataFrame
    lookalikes: Lookalikes
    ties: pl.DataFrame
    homes: pl.DataFrame
    addresses: pl.DataFrame
    communal: Communal
    maracs: Maracs


def draw_world(setting: Setting) -> World:
    """Draw the people of a chunk, their ties and their homes."""
    cast, dice, now = Cast(), setting.dice, np.datetime64(setting.as_of)
    nominals = draw_nominals(setting, cast)
    victim = draw_victims(dice, cast, nominals)
    partner = draw_partners(dice, cast, nominals, victim, now)
    children = draw_children(dice, cast, nominals, (partner, victim), now)
    draw_others(dice, cast, nominals)
    maracs = draw_maracs(setting, cast, nominals, victim, partner)
    ties = cast.all_ties()
    people, lookalikes = write_biographies(setting, cast.people(), ties)
    places = Places()
    communal = draw_communal(setting, places)
    homes = draw_homes(setting, people, draw_households(dice, people, partner, children), places, communal)
    return World(setting, nominals, people, lookalikes, ties, homes, write_addresses(setting, places), communal, maracs)
