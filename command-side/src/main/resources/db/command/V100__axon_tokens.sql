-- How far each of Axon's event processors has come, and which instance works on it.
CREATE TABLE command.token_entry (
    processorname text        NOT NULL,
    segment       integer     NOT NULL,
    token         bytea,
    tokentype     text,
    timestamp     text,
    owner         text,
    PRIMARY KEY (processorname, segment)
);
