-- Which log this is. A position means something in one log only, so whoever keeps positions elsewhere, as the relay does on
-- Kafka, keeps them with this id.
CREATE TABLE events.log (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    -- what it was called before it went on otherwise than what had been told of it
    predecessor uuid,
    named_at    timestamptz NOT NULL DEFAULT now()
);
-- one log, one row
CREATE UNIQUE INDEX log_is_one ON events.log ((true));

INSERT INTO events.log DEFAULT VALUES;

-- For a log that was restored to an earlier moment than others know of it, and for a copy of one that goes on elsewhere: what
-- is appended from here on is not what they would take it for. Under its new id the log is told to Kafka from its beginning.
-- To be called by the owner.
CREATE PROCEDURE events.become_another_log() LANGUAGE sql AS $$
    UPDATE events.log SET predecessor = id, id = gen_random_uuid(), named_at = now();
$$;
REVOKE EXECUTE ON PROCEDURE events.become_another_log() FROM PUBLIC;

DO $$
DECLARE
    service text;
BEGIN
    FOREACH service IN ARRAY ARRAY['${commandRole}', '${queryRole}'] LOOP
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = service AND NOT rolsuper) THEN
            EXECUTE format('GRANT SELECT ON events.log TO %I', service);
        END IF;
    END LOOP;
END $$;
