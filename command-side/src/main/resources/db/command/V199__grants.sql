-- The service's role works on the tables; their owner keeps the right to change their shape.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${commandRole}' AND NOT rolsuper) THEN
        EXECUTE format('GRANT USAGE ON SCHEMA command TO %I', '${commandRole}');
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA command TO %I', '${commandRole}');
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA command GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', '${commandRole}');
    END IF;
END $$;
