"""What can go wrong when a meeting is looked at again.

ServiceError
└── ReplayError
    ├── NoSuchMeeting    no meeting of the case has this reference
    └── NotYetHeld       the meeting is planned, so nothing was known at it
"""

from service.errors import ServiceError


class ReplayError(ServiceError):
    """A meeting that cannot be looked at again."""


class NoSuchMeeting(ReplayError):
    """The case has no meeting of this reference, as far as is known now."""


class NotYetHeld(ReplayError):
    """The day of the meeting has not come."""
