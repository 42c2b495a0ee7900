-- Sign-ins that were refused and that the log has not been told of yet; a row for each email address, of which a digest is kept,
-- whether somebody has it or not.
CREATE TABLE command.refused_sign_in (
    email      bytea       PRIMARY KEY,
    account_id uuid,
    times      integer     NOT NULL,
    address    text        NOT NULL,
    first_at   timestamptz NOT NULL,
    last_at    timestamptz NOT NULL
);
