-- What the projection engine keeps of itself. The generations' own tables and the views over them are made by the
-- engine as it starts: they follow the row records.
CREATE TABLE query.generation (
    projection   text        NOT NULL,
    number       integer     NOT NULL,
    version      integer     NOT NULL,
    shape        text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('building', 'active')),
    segments     integer     NOT NULL CHECK (segments > 0),
    created_at   timestamptz NOT NULL DEFAULT now(),
    activated_at timestamptz,
    PRIMARY KEY (projection, number)
);

-- readers see one generation
CREATE UNIQUE INDEX generation_active ON query.generation (projection) WHERE state = 'active';

-- The tokens: how far each segment of a generation is, and who may advance it until when.
CREATE TABLE query.segment (
    projection    text    NOT NULL,
    generation    integer NOT NULL,
    number        integer NOT NULL,
    tx            bigint  NOT NULL DEFAULT 0,
    index         bigint  NOT NULL DEFAULT 0,
    events        bigint  NOT NULL DEFAULT 0,
    owner         uuid,
    epoch         bigint  NOT NULL DEFAULT 0,
    claimed_until timestamptz,
    error         text,
    PRIMARY KEY (projection, generation, number),
    FOREIGN KEY (projection, generation) REFERENCES query.generation (projection, number) ON DELETE CASCADE
);

-- The instances that share the segments.
CREATE TABLE query.instance (
    id         uuid PRIMARY KEY,
    seen_until timestamptz NOT NULL
);

-- Events that a fold refused, and the later ones of the same sequence that wait behind them. The events themselves stay
-- in the log.
CREATE TABLE query.dead_letter (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    projection   text        NOT NULL,
    generation   integer     NOT NULL,
    segment      integer     NOT NULL,
    sequence     text        NOT NULL,
    tx           bigint      NOT NULL,
    index        bigint      NOT NULL,
    event_id     uuid        NOT NULL,
    event_name   text        NOT NULL,
    aggregate_id text        NOT NULL,
    error        text,
    parked_at    timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (projection, generation, segment) REFERENCES query.segment (projection, generation, number) ON DELETE CASCADE
);

CREATE UNIQUE INDEX dead_letter_once ON query.dead_letter (projection, generation, segment, sequence, tx, index);

-- The service may differ from the owner of this schema: it makes the generations' tables, and keeps the tables above.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${queryRole}' AND NOT rolsuper) THEN
        EXECUTE format('GRANT USAGE, CREATE ON SCHEMA query TO %I', '${queryRole}');
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON query.generation, query.segment, query.instance, query.dead_letter TO %I',
                       '${queryRole}');
    END IF;
END $$;
