"""Why records cannot be compared.

IngestError
└── LinkageError
    ├── ModelFault            a model file that cannot be used
    ├── CannotTrain           too few records to learn a model from
    └── LinkageNotInstalled   Splink and DuckDB are not there
"""

from ingest.errors import IngestError


class LinkageError(IngestError):
    """Records cannot be compared; the text says what to do."""


class ModelFault(LinkageError):
    """A model file is missing, changed by hand, or of another version."""


class CannotTrain(LinkageError):
    """There is too little to learn a model from."""


class LinkageNotInstalled(LinkageError):
    """The libraries that compare records are not installed."""
