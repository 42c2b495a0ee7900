-- PostgreSQL lets everybody call a procedure unless told otherwise; this one is the owner's.
REVOKE EXECUTE ON PROCEDURE events.outrun_log() FROM PUBLIC;
