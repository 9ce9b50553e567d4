-- The audit of Risk Network on PostgreSQL 12 or newer.
--
-- Run it once, in the database that is to hold the audit, as whoever is to own it. That is never a role of the service:
--
--     risk-network audit schema | psql --set ON_ERROR_STOP=1 --dbname DATABASE
--
-- Then give each role its password, in psql: \password risk_network_audit
--
-- The service logs in as risk_network_audit, which can add entries and read them, and nothing else; it refuses to run
-- as a role that could change one. risk_network_audit_reader can only read: for whoever verifies from another machine.
BEGIN;

DO $roles$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['risk_network_audit', 'risk_network_audit_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT', name);
        END IF;
    END LOOP;
END
$roles$;

CREATE SCHEMA risk_network_audit;
REVOKE ALL ON SCHEMA risk_network_audit FROM PUBLIC;

-- An entry's text is JSON with sorted keys, ASCII alone, in which a quotation mark inside a value is escaped: so each
-- key stands in it once, and what is asked for can be cut out of it whatever the values hold. The columns below cannot
-- say anything else than the text does.
CREATE TABLE risk_network_audit.entries (
    number bigint PRIMARY KEY,
    body text COLLATE "C" NOT NULL,
    code text COLLATE "C" NOT NULL,
    who text COLLATE "C" GENERATED ALWAYS AS (substring(body FROM '"who":"((?:[^"\\]|\\.)*)"')) STORED,
    action text COLLATE "C" GENERATED ALWAYS AS (substring(body FROM '"action":"((?:[^"\\]|\\.)*)"')) STORED,
    case_ref text COLLATE "C" GENERATED ALWAYS AS (substring(body FROM '"case_ref":"((?:[^"\\]|\\.)*)"')) STORED,
    at text COLLATE "C" GENERATED ALWAYS AS (substring(body FROM '"at":"((?:[^"\\]|\\.)*)"')) STORED
);

-- The beginning alone: what a caller sent may be longer than an index takes.
CREATE INDEX entries_who ON risk_network_audit.entries (left(who, 200), number);
CREATE INDEX entries_case ON risk_network_audit.entries (left(case_ref, 200), number);

-- These guard against accidents of the owner; against intent the chain does, since the owner can drop them.
CREATE FUNCTION risk_network_audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
    RAISE EXCEPTION 'an entry of the audit may not be changed or removed';
END
$refuse$;
CREATE TRIGGER entries_stay BEFORE UPDATE ON risk_network_audit.entries
    FOR EACH STATEMENT EXECUTE FUNCTION risk_network_audit.refuse();
CREATE TRIGGER entries_remain BEFORE DELETE OR TRUNCATE ON risk_network_audit.entries
    FOR EACH STATEMENT EXECUTE FUNCTION risk_network_audit.refuse();

REVOKE ALL ON risk_network_audit.entries FROM PUBLIC;
GRANT USAGE ON SCHEMA risk_network_audit TO risk_network_audit, risk_network_audit_reader;
GRANT SELECT, INSERT (number, body, code) ON risk_network_audit.entries TO risk_network_audit;
GRANT SELECT ON risk_network_audit.entries TO risk_network_audit_reader;

COMMIT;
