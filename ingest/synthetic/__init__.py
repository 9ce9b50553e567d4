"""An invented area: people who do not exist, what every agency says of them, and the truth to judge it by."""

from ingest.synthetic.generation import Summary, generate
from ingest.synthetic.options import Format, Options

__all__ = ["Format", "Options", "Summary", "generate"]
