"""What becomes of a finding that persists: a flag with a number, decisions, and a history that nobody can lose."""

from service.flags.book import FlagBook
from service.flags.deciding import Judgement, decide, history
from service.flags.errors import BookAway, DecisionRefused, FlagChanged, FlagError, NoSuchFlag
from service.flags.events import Decision
from service.flags.flags import Flag, Wanted, pick
from service.flags.life import Life, Status
from service.flags.sighting import Scope
from service.flags.sweeping import decided_by, kept_flags, live_flags, past_flags, sweep_flags
from service.rules.identity import flag_id

__all__ = [
    "BookAway",
    "Decision",
    "DecisionRefused",
    "Flag",
    "FlagBook",
    "FlagChanged",
    "FlagError",
    "Judgement",
    "Life",
    "NoSuchFlag",
    "Scope",
    "Status",
    "Wanted",
    "decide",
    "decided_by",
    "flag_id",
    "history",
    "kept_flags",
    "live_flags",
    "past_flags",
    "pick",
    "sweep_flags",
]
