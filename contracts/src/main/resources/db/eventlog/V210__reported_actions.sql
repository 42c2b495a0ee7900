-- What administrators ask of services that can't append to the log, until the command side has taken it there. A row is
-- written before anything is done; one without an outcome is about something that goes on, or went on when its service died.
CREATE TABLE events.reported_action (
    id               uuid        PRIMARY KEY,
    administrator_id uuid        NOT NULL,
    action           text        NOT NULL,
    subject          text        NOT NULL,
    asked_at         timestamptz NOT NULL,
    outcome          text        CHECK (outcome IN ('done', 'refused', 'unknown'))
);

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${queryRole}' AND NOT rolsuper) THEN
        EXECUTE format('GRANT INSERT, SELECT (id), UPDATE (outcome) ON events.reported_action TO %I', '${queryRole}');
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${commandRole}' AND NOT rolsuper) THEN
        EXECUTE format('GRANT SELECT, DELETE ON events.reported_action TO %I', '${commandRole}');
    END IF;
END $$;
