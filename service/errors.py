"""The errors a command or an answer ends with; what the lower rooms raise is told in their own words.

ServiceError
├── WrongSetting     an environment variable that cannot be used
├── CannotExport     what was asked for cannot be written in that form
├── ReplaysAway      the answers kept for requests sent again cannot be used
├── CannotCopy                service/moving/errors.py
├── AuditAway, WrongAudit     service/audit/errors.py
├── AccessError               service/access/errors.py
├── FlagError                 service/flags/errors.py
├── WrongView                 service/cases/errors.py
├── LedgerAway                service/placement/errors.py
├── WrongPolicy               service/policy/errors.py
└── WrongRule                 service/rules/errors.py
"""


class ServiceError(Exception):
    """Something a person can mend; its text says how."""


class WrongSetting(ServiceError):
    """An environment variable cannot be used as it is."""


class CannotExport(ServiceError):
    """What was asked for cannot be written in that form or place."""


class ReplaysAway(ServiceError):
    """What was answered cannot be looked up, so nothing that may not be done twice can be done."""
