-- Who may sign in. Not events: an erased person leaves nothing here.
CREATE TABLE command.account (
    id            uuid        PRIMARY KEY,
    email         text        NOT NULL,
    password_hash text        NOT NULL,
    roles         text[]      NOT NULL,
    created_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX account_email ON command.account (lower(email));

-- One row per refresh token ever handed out and not yet expired. A family is one sign-in and what it was rotated to.
CREATE TABLE command.refresh_token (
    hash       bytea       PRIMARY KEY,
    family     uuid        NOT NULL,
    account_id uuid        NOT NULL REFERENCES command.account (id) ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX refresh_token_family ON command.refresh_token (family);
CREATE INDEX refresh_token_expiry ON command.refresh_token (expires_at);

-- The keys that sign access tokens, as JSON Web Keys; the newest signs, the others still verify.
CREATE TABLE command.signing_key (
    id         text        PRIMARY KEY,
    jwk        text        NOT NULL,
    created_at timestamptz NOT NULL
);
