-- What each reader's books take, for quotas. Only those that are there count: not the deleted ones, nor the unreadable.
CREATE TABLE command.owned_book (
    owner_id uuid    NOT NULL,
    book_id  uuid    NOT NULL,
    bytes    bigint  NOT NULL,
    counted  boolean NOT NULL,
    PRIMARY KEY (owner_id, book_id)
);

-- those that are there already
INSERT INTO command.owned_book (owner_id, book_id, bytes, counted)
SELECT (upload.payload ->> 'ownerId')::uuid, (upload.payload ->> 'bookId')::uuid, (upload.payload ->> 'bytes')::bigint,
       last.name NOT IN ('book.deleted', 'book.import-failed')
  FROM (SELECT DISTINCT ON (aggregate_id) aggregate_id, payload FROM events.event
         WHERE name = 'book.uploaded' ORDER BY aggregate_id, sequence DESC) AS upload
  JOIN (SELECT DISTINCT ON (aggregate_id) aggregate_id, name FROM events.event
         WHERE name IN ('book.uploaded', 'book.restored', 'book.deleted', 'book.import-failed')
         ORDER BY aggregate_id, sequence DESC) AS last USING (aggregate_id)
ON CONFLICT DO NOTHING;
