-- The query side lists invitations, and each account's device passwords in the order they were made. Of an invitation it can't
-- read what redeems it.
CREATE INDEX invitation_expiry ON command.invitation (expires_at, id);
CREATE INDEX device_password_age ON command.device_password (account_id, created_at, id);
DROP INDEX command.device_password_account;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${queryRole}' AND NOT rolsuper) THEN
        EXECUTE format('GRANT SELECT (id, email, expires_at) ON command.invitation TO %I', '${queryRole}');
    END IF;
END $$;
