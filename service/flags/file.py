"""What the file of the book is: the names of flags and their events, of which none is ever changed or removed."""

from service.flags.errors import BookAway
from service.sqlite_file import Kind

_SCHEMA = """
CREATE TABLE IF NOT EXISTS flags (
    id TEXT PRIMARY KEY,
    case_ref TEXT NOT NULL,
    number INTEGER NOT NULL,
    rule TEXT NOT NULL,
    family TEXT NOT NULL,
    title TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    UNIQUE (case_ref, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS flag_events (
    place INTEGER PRIMARY KEY,
    flag TEXT NOT NULL REFERENCES flags (id),
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (flag, version)
) STRICT;
CREATE TRIGGER IF NOT EXISTS flags_stay BEFORE UPDATE ON flags
BEGIN SELECT RAISE(ABORT, 'the name of a flag may not be changed'); END;
CREATE TRIGGER IF NOT EXISTS flags_remain BEFORE DELETE ON flags
BEGIN SELECT RAISE(ABORT, 'the name of a flag may not be removed'); END;
CREATE TRIGGER IF NOT EXISTS flag_events_stay BEFORE UPDATE ON flag_events
BEGIN SELECT RAISE(ABORT, 'an event of a flag may not be changed'); END;
CREATE TRIGGER IF NOT EXISTS flag_events_remain BEFORE DELETE ON flag_events
BEGIN SELECT RAISE(ABORT, 'an event of a flag may not be removed'); END;
"""

BOOK = Kind(_SCHEMA, "The book of flags", BookAway, patience_seconds=30.0)
"""Patient: a first sweep of a country writes for several seconds, in pieces; a decision waits for one of them."""
