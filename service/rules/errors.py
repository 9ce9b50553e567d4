"""What can be wrong with a rule.

ServiceError
└── WrongRule    a rule file that cannot be used; the message names file and line
"""

from service.errors import ServiceError


class WrongRule(ServiceError):
    """A rule file cannot be used as it is; the message names the file, the line and what is allowed there."""
