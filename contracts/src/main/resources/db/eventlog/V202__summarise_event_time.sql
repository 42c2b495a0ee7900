-- A block range that is full is summarised at once. Without it a search by time also reads whatever was appended since the
-- last vacuum, which in a log of this kind is up to a fifth of it.
DO $$
DECLARE
    part regclass;
BEGIN
    FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'events.event_time'::regclass LOOP
        EXECUTE format('ALTER INDEX %s SET (autosummarize = on)', part);
    END LOOP;
END $$;
