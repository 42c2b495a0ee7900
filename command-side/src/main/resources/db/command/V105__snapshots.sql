-- An aggregate's state as of one of its events. A memory aid: any row may be deleted at any time.
CREATE TABLE command.snapshot (
    aggregate_id text    PRIMARY KEY,
    type         text    NOT NULL,
    class        text    NOT NULL,
    shape        text    NOT NULL,
    sequence     bigint  NOT NULL,
    tx           xid8    NOT NULL,
    index        bigint  NOT NULL,
    state        json    NOT NULL
);
