"""Addresses on invented streets at real postcodes: houses, flats, and the places where many people stay."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from ingest.geocoding.gazetteer import live_postcodes
from ingest.synthetic.dice import Dice, Texts, Truth, Whole
from ingest.synthetic.ground import authority_of
from ingest.synthetic.identifiers import make_uprn
from ingest.synthetic.marginals import rate
from ingest.synthetic.setting import Setting
from ingest.synthetic.streets import street_of, town_of

JITTER_M = 60
"""A dwelling lies at most this far from the position of its postcode."""

NO_FIXED_ABODE_POSTCODE = "ZZ99 3VZ"
NOWHERE = -1


@dataclass
class Places:
    """Addresses under construction: an address is a number, in the order in which they were added."""

    postcodes: list[Whole] = field(default_factory=list)
    kinds: list[Texts] = field(default_factory=list)
    size: int = 0

    def add(self, kind: str, postcodes: Whole) -> Whole:
        """Add addresses of a kind at postcodes (NOWHERE: no fixed abode) and return their numbers."""
        numbers = np.arange(self.size, self.size + len(postcodes), dtype=np.int64)
        self.postcodes.append(postcodes)
        self.kinds.append(np.full(len(postcodes), kind))
        self.size += len(postcodes)
        return numbers


@dataclass(frozen=True)
class Communal:
    """Numbers of the addresses that many people share."""

    approved_premises: Whole
    cas3: Whole
    houses: Whole
    prison: Whole
    refuges: Whole
    workplaces: Whole
    schools: Whole
    no_fixed_abode: Whole


def draw_communal(setting: Setting, places: Places) -> Communal:
    """Add the communal places of a chunk, more of them the more nominals it has."""
    many = setting.offenders
    counts = {
        "approved_premises": 2,
        "cas3": many // 250 + 1,
        "house_of_multiple_occupation": many // 30 + 2,
        "prison": 1,
        "refuge": many // 500 + 2,
        "workplace": many // 20 + 2,
        "school": many // 50 + 3,
    }
    added = {kind: places.add(kind, setting.ground.draw(setting.dice, count)) for kind, count in counts.items()}
    return Communal(
        approved_premises=added["approved_premises"],
        cas3=added["cas3"],
        houses=added["house_of_multiple_occupation"],
        prison=added["prison"],
        refuges=added["refuge"],
        workplaces=added["workplace"],
        schools=added["school"],
        no_fixed_abode=places.add("no_fixed_abode", np.array([NOWHERE])),
    )


def write_addresses(setting: Setting, places: Places) -> pl.DataFrame:
    """Return every address by number: all the columns of the table, and `authority` and `place` (the postcode's)."""
    dice, count = setting.dice, places.size
    postcode, kind = np.concatenate(places.postcodes), np.concatenate(places.kinds)
    known = np.maximum(postcode, 0)
    positions = live_postcodes().select("postcode", "easting", "northing")[known]
    numbers = np.arange(count, dtype=np.int64)
    is_flat = (kind == "dwelling") & dice.chance(0.15, count)
    street = np.where(postcode == NOWHERE, "", street_of(known))
    house = np.char.add(np.char.partition(street_of(known + 1), " ")[:, 0], " House")
    primary = np.where(is_flat, house, dice.whole(1, 180, count).astype(np.str_))
    flat = np.char.add("Flat ", dice.whole(1, 40, count).astype(np.str_))
    has_position = dice.chance(rate("homes", "with_coordinates"), count) | np.isin(
        kind, ("approved_premises", "prison")
    )
    return pl.DataFrame(
        {
            "address": numbers,
            "place": postcode,
            "authority": authority_of(known),
            "uprn": np.where(
                dice.chance(rate("homes", "with_uprn"), count) & (postcode != NOWHERE), _uprns(setting, numbers), ""
            ),
            "secondary_name": np.where(is_flat, flat, ""),
            "primary_name": np.where(postcode == NOWHERE, "No fixed abode", primary),
            "street": street,
            "town": np.where(postcode == NOWHERE, "", town_of(authority_of(known))),
            "postcode": pl.select(
                pl.when(pl.Series(postcode == NOWHERE))
                .then(pl.lit(NO_FIXED_ABODE_POSTCODE))
                .otherwise(positions["postcode"])
            ).to_series(),
            "easting": _jittered(dice, positions["easting"].to_numpy(), has_position & (postcode != NOWHERE)),
            "northing": _jittered(dice, positions["northing"].to_numpy(), has_position & (postcode != NOWHERE)),
            "kind": kind,
            "confidential": np.where(kind == "refuge", "yes", "no"),
        }
    )


def _uprns(setting: Setting, numbers: Whole) -> Texts:
    return make_uprn(setting.area_index, setting.chunk, numbers)


def _jittered(dice: Dice, metres: Whole, is_known: Truth) -> pl.Series:
    # Each coordinate moves less than JITTER_M over the square root of two, so that the whole stays within it.
    side = int(JITTER_M / np.sqrt(2))
    moved = metres.astype(np.int64) + dice.whole(-side, side + 1, len(metres))
    return pl.Series(moved).set(pl.Series(~is_known), None)
