"""The one thing that can go wrong with a profile, said so that the person who keeps it can mend it."""

from ingest.errors import FeedRefused


class ProfileFault(FeedRefused):
    """A profile that is not known or not sound, or a feed it does not fit; the message says where and what to do."""

    def __init__(self, message: str, file: str = "") -> None:
        super().__init__(message, file)

    def __str__(self) -> str:
        """Return the message, after the name of the file it is about."""
        return f"{self.file}: {self.message}" if self.file else self.message
