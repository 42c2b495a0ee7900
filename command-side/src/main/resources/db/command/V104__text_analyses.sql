-- Which chapter texts are analysed, or asked for, under which extractor version; whoever's books they stand in.
CREATE TABLE command.text_analysis (
    text         text        NOT NULL,
    extractor    text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('requested', 'done', 'failed')),
    urgent       boolean     NOT NULL,
    sent_at      timestamptz,
    descriptions integer     NOT NULL DEFAULT 0,
    failure      text,
    PRIMARY KEY (text, extractor)
);

-- The books that wait for a text's result.
CREATE TABLE command.text_awaited (
    text      text NOT NULL,
    extractor text NOT NULL,
    book_id   uuid NOT NULL,
    PRIMARY KEY (text, extractor, book_id)
);
CREATE INDEX text_awaited_book ON command.text_awaited (book_id);
