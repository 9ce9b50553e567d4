"""Names of files as they may be told, and those that are no part of what was sent."""

_LEFT_BEHIND = {"__macosx", "thumbs.db", "desktop.ini"}


def show_name(name: str) -> str:
    """Return a file's name fit for a message: printable and short."""
    printable = "".join(character if character.isprintable() else "?" for character in name)
    return printable if len(printable) <= 60 else f"{printable[:57]}..."


def is_ignored(name: str, *, is_folder: bool) -> bool:
    """Whether an entry is one that systems and spreadsheets leave behind, or a folder of rows rejected before."""
    lowered = name.lower()
    if is_folder and lowered.endswith(".rejected"):
        return True
    return lowered.startswith((".", "~$")) or lowered in _LEFT_BEHIND


def is_ignored_path(path: str) -> bool:
    """Whether a file of an archive is ignored, for its own name or that of a folder it lies in."""
    *folders, name = path.split("/")
    return is_ignored(name, is_folder=False) or any(is_ignored(folder, is_folder=True) for folder in folders)
