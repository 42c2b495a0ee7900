-- A dump that was restored into another PostgreSQL server has transactions that this server has not reached yet: followers
-- would not see them, and new events would stand before old ones. Transaction ids cost nothing but time, so the server is
-- moved on until it has passed the log. To be called by the owner, outside a transaction, while no service runs.
CREATE PROCEDURE events.outrun_log() LANGUAGE plpgsql AS $$
DECLARE
    last xid8;
BEGIN
    SELECT tx INTO last FROM events.event ORDER BY tx DESC, index DESC LIMIT 1;
    -- nobody waits for these commits, so they need not wait for the disk
    SET synchronous_commit = off;
    WHILE pg_current_xact_id() <= last LOOP
        COMMIT;
    END LOOP;
    RESET synchronous_commit;
END $$;
