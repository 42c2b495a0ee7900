-- What each instance of a service says of itself, every few seconds: a page that one instance answers can tell of all of them.
-- It is about now, so it need not survive a crash of the server, nor go to replicas.
CREATE UNLOGGED TABLE events.instance (
    service  text        NOT NULL,
    instance text        NOT NULL,
    heard_at timestamptz NOT NULL,
    figures  json        NOT NULL,
    PRIMARY KEY (service, instance)
);

DO $$
DECLARE
    service text;
BEGIN
    FOREACH service IN ARRAY ARRAY['${commandRole}', '${queryRole}'] LOOP
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = service AND NOT rolsuper) THEN
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON events.instance TO %I', service);
        END IF;
    END LOOP;
END $$;
