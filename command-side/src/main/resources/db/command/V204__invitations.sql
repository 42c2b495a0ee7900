-- Who may register where registration is by invitation. Codes are kept as digests; each is good for one account.
CREATE TABLE command.invitation (
    id         uuid        PRIMARY KEY,
    code       bytea       NOT NULL UNIQUE,
    email      text,
    expires_at timestamptz NOT NULL
);
