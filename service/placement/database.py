"""What the file of the ledger is: budgets spent, checks answered, and referrals overridden."""

from service.placement.errors import LedgerAway
from service.sqlite_file import Kind

_SCHEMA = """
CREATE TABLE IF NOT EXISTS placement_budgets (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (day, kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS placement_checks (
    number INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    checked_at TEXT NOT NULL,
    officer TEXT NOT NULL,
    agency TEXT NOT NULL,
    case_ref TEXT NOT NULL,
    area TEXT NOT NULL,
    address TEXT NOT NULL,
    outcome TEXT NOT NULL,
    easting INTEGER,
    northing INTEGER,
    reach INTEGER,
    obstacles TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS placement_checks_case ON placement_checks (case_ref, number);
CREATE INDEX IF NOT EXISTS placement_checks_officer ON placement_checks (officer, number);
CREATE TABLE IF NOT EXISTS placement_overrides (
    number INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    case_ref TEXT NOT NULL,
    at TEXT NOT NULL,
    officer TEXT NOT NULL,
    reason TEXT NOT NULL,
    households_now INTEGER,
    households_left INTEGER,
    easting INTEGER,
    northing INTEGER,
    reach INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS placement_overrides_case ON placement_overrides (case_ref, at);
"""

LEDGER = Kind(_SCHEMA, "The ledger of placement checks", LedgerAway)
