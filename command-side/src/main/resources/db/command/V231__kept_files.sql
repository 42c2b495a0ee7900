-- Which books need which uploaded file: it is taken away when the last book that needs it turns out to be unreadable.
CREATE TABLE command.kept_file (
    content text NOT NULL,
    book_id uuid NOT NULL,
    PRIMARY KEY (content, book_id)
);

-- those that are there already
INSERT INTO command.kept_file (content, book_id)
SELECT DISTINCT payload ->> 'content', (payload ->> 'bookId')::uuid FROM events.event WHERE name = 'book.uploaded';
