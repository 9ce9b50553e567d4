"""Why an area cannot be invented."""

from ingest.errors import IngestError


class CannotGenerate(IngestError):
    """The options ask for what cannot be made; the message says what to change."""
