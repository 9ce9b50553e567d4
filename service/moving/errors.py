"""Why a store cannot be copied."""

from service.errors import ServiceError


class CannotCopy(ServiceError):
    """The target is neither empty nor a copy of the source, or the source changed while it was copied."""
