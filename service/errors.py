"""The errors a command or an answer ends with; what the lower rooms raise is told in their own words.

ServiceError
├── WrongSetting     an environment variable that cannot be used
└── CannotExport     what was asked for cannot be written in that form
"""


class ServiceError(Exception):
    """Something a person can mend; its text says how."""


class WrongSetting(ServiceError):
    """An environment variable cannot be used as it is."""


class CannotExport(ServiceError):
    """What was asked for cannot be written in that form or place."""
