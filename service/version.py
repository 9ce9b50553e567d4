"""Which version of the program is running."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Return the version that was installed; `source` where the program runs from its source alone."""
    try:
        return version("risk-network")
    except PackageNotFoundError:
        return "source"
