-- The files of an erased reader's books are looked for by book.
CREATE INDEX kept_file_book ON command.kept_file (book_id);
