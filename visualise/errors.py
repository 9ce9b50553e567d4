"""Why a picture cannot be drawn; each message says what to do and holds nothing personal.

VisualiseError
├── NarrowTheView       more is asked to be drawn than anybody could read
├── NoSuchPage          a page beyond the last
└── AssetsSpoilt        a file that ships with the explorer is not the one that was released
"""


class VisualiseError(Exception):
    """Something about a picture that a person can mend; its text says how."""


class NarrowTheView(VisualiseError):
    """The network holds more than can be read in one picture."""

    def __init__(self, count: int, limit: int) -> None:
        super().__init__(
            f"There are {count:,} nodes in this network and a picture holds {limit:,}: narrow the view"
            " (fewer hops, fewer kinds), or read the table"
        )
        self.count = count
        self.limit = limit


class NoSuchPage(VisualiseError):
    """The picture has fewer pages than the one asked for."""

    def __init__(self, page: int, pages: int) -> None:
        super().__init__(f"There is no page {page}: ask for a page from 1 to {pages}")
        self.page = page
        self.pages = pages


class AssetsSpoilt(VisualiseError):
    """A file of the explorer is not the one that was released."""
