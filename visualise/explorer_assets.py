"""The files that ship with the explorer; those of others are held against the digest they were released with."""

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from visualise.errors import AssetsSpoilt

ASSETS = Path(__file__).with_name("assets")
"""The folder a service serves under the prefix it gives to the explorer."""
LIBRARY, SCRIPT, STYLE = "vis-network.min.js", "explorer.js", "explorer.css"


@cache
def read_asset(name: str) -> str:
    """Return the text of a file of the explorer; raise AssetsSpoilt where it is not as the manifest says."""
    manifest = json.loads((ASSETS / "MANIFEST.json").read_text(encoding="utf-8"))
    content = (ASSETS / name).read_bytes()
    released = manifest["files"].get(name)
    if released and sha256(content).hexdigest() != released["sha256"]:
        raise AssetsSpoilt(f"{name} is not the file that was released: install risk-network again")
    return content.decode("utf-8")


def source_hash(text: str) -> str:
    """Return the source expression by which a content security policy allows exactly this text."""
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
