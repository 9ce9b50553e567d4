"""A meeting looked at again: what was true on its day, what was known then, and what became known only later.

Not to be taken for `service.api.replays`, which answers a request that is sent twice.
"""

from service.replaying.errors import NoSuchMeeting, NotYetHeld, ReplayError
from service.replaying.hindsight import Line, Replay, look_back
from service.replaying.meanings import MEANINGS, Hindsight
from service.replaying.meetings import HeldMeeting, find_meeting, meetings_of
from service.replaying.output import as_json
from service.replaying.showing import Looking, show
from service.replaying.text import write_text

__all__ = [
    "MEANINGS",
    "HeldMeeting",
    "Hindsight",
    "Line",
    "Looking",
    "NoSuchMeeting",
    "NotYetHeld",
    "Replay",
    "ReplayError",
    "as_json",
    "find_meeting",
    "look_back",
    "meetings_of",
    "show",
    "write_text",
]
