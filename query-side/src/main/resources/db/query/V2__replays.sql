-- Replays. A generation that follows the log without serving is either about to take the active one's place or keeps
-- itself ready to take it back.
ALTER TABLE query.generation DROP CONSTRAINT generation_state_check;
ALTER TABLE query.generation ADD CHECK (state IN ('building', 'following', 'active'));

-- What a token's owner must know at the moment of its commit stands beside the token, under the same row lock: whether
-- readers see these rows, and up to where it may go while generations are brought to the same position.
ALTER TABLE query.segment
    ADD COLUMN serving    boolean NOT NULL DEFAULT false,
    ADD COLUMN hold_tx    bigint,
    ADD COLUMN hold_index bigint,
    ADD COLUMN hold_until timestamptz;

UPDATE query.segment s SET serving = true
  FROM query.generation g
 WHERE g.projection = s.projection AND g.number = s.generation AND g.state = 'active';

-- replaces: the generation that served when the replay began. expected: it was made by another version, so rows may differ.
CREATE TABLE query.replay (
    id              uuid             PRIMARY KEY,
    projection      text             NOT NULL,
    generation      integer          NOT NULL,
    replaces        integer          NOT NULL,
    state           text             NOT NULL,
    auto            boolean          NOT NULL,
    expected        boolean          NOT NULL,
    segments        integer          NOT NULL,
    throttle        integer          CHECK (throttle > 0),
    rate            double precision NOT NULL DEFAULT 0,
    comparison      jsonb,
    error           text,
    requested_by    uuid,
    request_key     text             UNIQUE,
    step_key        text,
    started_at      timestamptz      NOT NULL DEFAULT now(),
    activated_at    timestamptz,
    rollback_until  timestamptz,
    ended_at        timestamptz
);

-- one at a time, and the way to it
CREATE UNIQUE INDEX replay_unended ON query.replay (projection) WHERE ended_at IS NULL;
CREATE INDEX replay_history ON query.replay (projection, started_at DESC, id);

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${queryRole}' AND NOT rolsuper) THEN
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON query.replay TO %I', '${queryRole}');
    END IF;
END $$;
