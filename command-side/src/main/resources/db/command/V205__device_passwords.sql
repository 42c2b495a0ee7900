-- Passwords for apps that know no better than Basic authentication. They are random, so a digest (SHA-256) keeps them; scopes
-- are the protocols they open. The query side checks them.
CREATE TABLE command.device_password (
    id         uuid        PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES command.account (id) ON DELETE CASCADE,
    name       text        NOT NULL,
    password   bytea       NOT NULL UNIQUE,
    scopes     text[]      NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX device_password_account ON command.device_password (account_id);

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${queryRole}' AND NOT rolsuper) THEN
        EXECUTE format('GRANT SELECT ON command.device_password TO %I', '${queryRole}');
    END IF;
END $$;
