-- What was answered to a write that carried an Idempotency-Key; written in the same transaction as its events.
CREATE TABLE command.idempotent_answer (
    user_id     uuid        NOT NULL,
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL,
    status      integer     NOT NULL,
    headers     json        NOT NULL,
    body        bytea,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotent_answer_age ON command.idempotent_answer (answered_at);
