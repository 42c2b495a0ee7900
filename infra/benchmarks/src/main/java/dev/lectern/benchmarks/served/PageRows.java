// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.served;

/** The rows that a page is made of, for a reader and, where there are two parameters, a book. */
public enum PageRows {

    BOOKS("""
            SELECT * FROM query.library WHERE owner_id = ? AND deleted_at IS NULL
             ORDER BY added_at DESC, book_id DESC LIMIT 51
            """),
    CHAPTER("""
            SELECT c.* FROM query.chapters c
              JOIN query.library b ON b.owner_id = c.owner_id AND b.book_id = c.book_id AND b.deleted_at IS NULL
             WHERE c.owner_id = ? AND c.book_id = ? AND c.number = 2
            """),
    DESCRIPTIONS("""
            SELECT c.number, d.*
              FROM query.library b
              JOIN query.chapters c ON c.owner_id = b.owner_id AND c.book_id = b.book_id
              JOIN query.descriptions d ON d.text_hash = c.text AND d.extractor = c.extractor
             WHERE b.owner_id = ? AND b.book_id = ? AND b.deleted_at IS NULL
             ORDER BY c.number, d.starts_at, d.id LIMIT 101
            """),
    PROGRESS("""
            SELECT p.* FROM query.library b
              LEFT JOIN query.progress p ON p.reader_id = b.owner_id AND p.book_id = b.book_id
             WHERE b.owner_id = ? AND b.book_id = ? AND b.deleted_at IS NULL
            """),
    SHELVES("""
            SELECT s.shelf_id, s.name, s.created_at, n.*
              FROM query.shelves s
             CROSS JOIN LATERAL (
                   SELECT count(*), sum(b.extent_words), sum(b.reading_percent * b.extent_words), max(b.reading_last_at)
                     FROM query.shelved_books m
                     JOIN query.library b ON b.owner_id = m.owner_id AND b.book_id = m.book_id AND b.deleted_at IS NULL
                    WHERE m.owner_id = s.owner_id AND m.shelf_id = s.shelf_id) n
             WHERE s.owner_id = ?
             ORDER BY s.created_at, s.shelf_id
            """),
    STATISTICS("""
            SELECT (t.first_at AT TIME ZONE 'UTC')::date AS day, t.book_id, b.facts_title, b.facts_genre,
                   sum(extract(epoch FROM t.last_at - t.first_at)), sum(t.read), count(*)
              FROM query.reading_time t
              LEFT JOIN query.library b ON b.owner_id = t.reader_id AND b.book_id = t.book_id
             WHERE t.reader_id = ?
             GROUP BY 1, 2, 3, 4
            """);

    private final String sql;

    PageRows(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
