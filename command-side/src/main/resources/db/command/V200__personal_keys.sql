-- Each reader's key, outside the event log: without it nobody can read again what they wrote, in the log, in its
-- copies or on Kafka. An erased reader keeps a row without a key, lest they get a new one.
CREATE TABLE command.personal_key (
    user_id uuid PRIMARY KEY,
    key     bytea
);

-- The command side's grant comes from V199's default privileges. The query side opens what it answers with.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${queryRole}' AND NOT rolsuper) THEN
        EXECUTE format('GRANT USAGE ON SCHEMA command TO %I', '${queryRole}');
        EXECUTE format('GRANT SELECT ON command.personal_key TO %I', '${queryRole}');
    END IF;
END $$;
