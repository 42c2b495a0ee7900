-- The event log: the truth that every other table is a fold of.
--
-- tx is the writing transaction. Followers read in the order (tx, index), and only rows whose tx is below
-- pg_snapshot_xmin(pg_current_snapshot()): below that every transaction has ended, so nothing can appear later.
--
-- Hash partitions by aggregate hold the unique key per aggregate, which range partitions by position can't.
CREATE SCHEMA IF NOT EXISTS events;

CREATE SEQUENCE events.event_index;

CREATE TABLE events.event (
    tx             xid8        NOT NULL DEFAULT pg_current_xact_id(),
    index          bigint      NOT NULL DEFAULT nextval('events.event_index'),
    id             uuid        NOT NULL,
    aggregate_type text        NOT NULL,
    aggregate_id   text        NOT NULL,
    sequence       bigint      NOT NULL,
    name           text        NOT NULL,
    revision       integer     NOT NULL,
    payload        json        NOT NULL,
    metadata       json        NOT NULL,
    recorded_at    timestamptz NOT NULL,
    PRIMARY KEY (aggregate_id, sequence)
) PARTITION BY HASH (aggregate_id);

DO $$
BEGIN
    FOR remainder IN 0..15 LOOP
        EXECUTE format('CREATE TABLE events.event_%s PARTITION OF events.event FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                       lpad(remainder::text, 2, '0'), remainder);
    END LOOP;
END $$;

-- what followers read by
CREATE INDEX event_position ON events.event (tx, index);
-- history by time; rows of a partition are in the order of time, so a block range index is enough
CREATE INDEX event_time ON events.event USING brin (recorded_at);

-- Services may append and read, never change or remove.
DO $$
DECLARE
    service text;
BEGIN
    FOREACH service IN ARRAY ARRAY['${commandRole}', '${queryRole}'] LOOP
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = service AND NOT rolsuper) THEN
            EXECUTE format('GRANT USAGE ON SCHEMA events TO %I', service);
            EXECUTE format('GRANT SELECT ON events.event TO %I', service);
        END IF;
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${commandRole}' AND NOT rolsuper) THEN
        EXECUTE format('GRANT INSERT ON events.event TO %I', '${commandRole}');
        EXECUTE format('GRANT USAGE ON SEQUENCE events.event_index TO %I', '${commandRole}');
    END IF;
END $$;
