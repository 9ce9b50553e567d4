"""What can be wrong with how a network is asked for.

ServiceError
└── WrongView    an audience there is not, or a person the view cannot be for
"""

from service.errors import ServiceError


class WrongView(ServiceError):
    """A network was asked for in a way that cannot be answered; the message says what can."""
