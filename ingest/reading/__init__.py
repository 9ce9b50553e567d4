"""Files as agencies send them, read safely: every cell text, nothing believed, nothing run."""

from ingest.reading.feeds import read_feed, read_manifest
from ingest.reading.raw import MalformedRow, Manifest, RawFeed, RawTable
from ingest.reading.worker import FeedReader

__all__ = ["FeedReader", "MalformedRow", "Manifest", "RawFeed", "RawTable", "read_feed", "read_manifest"]
