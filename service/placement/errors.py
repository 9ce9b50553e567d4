"""What can go wrong with a placement check beyond what it answers itself.

ServiceError
└── LedgerAway    checks cannot be counted or written down, so none is answered
"""

from service.errors import ServiceError


class LedgerAway(ServiceError):
    """The ledger of placement checks cannot be written or read; no check is answered unrecorded."""
