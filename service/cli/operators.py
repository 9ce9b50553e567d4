"""Who runs a command, as the audit names them."""

import os
import pwd

COMMAND_LINE = "COMMAND_LINE"
"""What stands for the role in the audit: whoever may read the store's file needs no role of the service."""


def name_user() -> str:
    """Return the operating system's user, by whom the process really runs as: the environment could say anything."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid-{os.getuid()}"
