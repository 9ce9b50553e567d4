"""What can be wrong with a policy.

ServiceError
└── WrongPolicy    a key, a value or a date of a policy file that cannot be used
"""

from service.errors import ServiceError


class WrongPolicy(ServiceError):
    """A policy file says something that cannot be used; the message names file, key and what is allowed."""
