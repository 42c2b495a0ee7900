package dev.lectern.query.contents;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.query.web.ServerTiming;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is asked of a book's contents. Each statement proves that the book stands in the reader's library. */
@Component
class ContentsQueries {

    static final String CHAPTERS = """
            SELECT %s FROM query.library b
              LEFT JOIN query.chapters c ON c.owner_id = b.owner_id AND c.book_id = b.book_id AND c.number > ?
             WHERE b.owner_id = ? AND b.book_id = ? AND b.deleted_at IS NULL
             ORDER BY c.number LIMIT ?
            """.formatted(ChaptersProjection.TABLE.columnNames("c."));
    static final String CHAPTER = """
            SELECT %s,
                   (SELECT max(p.number) FROM query.chapters p
                     WHERE p.owner_id = c.owner_id AND p.book_id = c.book_id AND p.number < c.number AND p.linear) AS previous,
                   (SELECT min(n.number) FROM query.chapters n
                     WHERE n.owner_id = c.owner_id AND n.book_id = c.book_id AND n.number > c.number AND n.linear) AS next
              FROM query.chapters c
              JOIN query.library b ON b.owner_id = c.owner_id AND b.book_id = c.book_id AND b.deleted_at IS NULL
             WHERE c.owner_id = ? AND c.book_id = ? AND c.number = ?
            """.formatted(ChaptersProjection.TABLE.columnNames("c."));
    static final String TOC = """
            SELECT files_toc FROM query.library WHERE owner_id = ? AND book_id = ? AND deleted_at IS NULL
            """;

    static final String PASSAGES = """
            SELECT id, starts_at, ends_at FROM query.descriptions WHERE text_hash = ? AND extractor = ?
             ORDER BY starts_at, id
            """;

    /** The columns after a chapter's. */
    private static final int NEIGHBOURS = ChaptersProjection.TABLE.columnCount() + 1;

    /** A chapter and its neighbours in the reading order. */
    record Placed(ChapterRow chapter, @Nullable Integer previous, @Nullable Integer next) {
    }

    /** A book's table of contents, if it is imported. */
    record Toc(@Nullable ContentHash content) {
    }

    private final JdbcClient jdbc;

    ContentsQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The chapters after a number; empty if there is no such book. */
    Optional<List<ChapterRow>> chapters(UUID owner, UUID book, int after, int limit) {
        // a book without chapters is one row of nulls
        var rows = ServerTiming.database(() -> jdbc.sql(CHAPTERS).params(after, owner, book, limit)
                .query((row, n) -> row.getObject("number") == null
                        ? Optional.<ChapterRow>empty() : Optional.of(ChaptersProjection.TABLE.read(row)))
                .list());
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.stream().flatMap(Optional::stream).toList());
    }

    Optional<Placed> chapter(UUID owner, UUID book, int number) {
        return ServerTiming.database(() -> jdbc.sql(CHAPTER).params(owner, book, number)
                .query((row, n) -> new Placed(ChaptersProjection.TABLE.read(row),
                        row.getObject(NEIGHBOURS, Integer.class), row.getObject(NEIGHBOURS + 1, Integer.class)))
                .optional());
    }

    /** Where a chapter's passages are. */
    List<PassageMarks.Span> passages(ChapterRow chapter) {
        var extractor = chapter.extractor();
        if (extractor == null) {
            return List.of();
        }
        return ServerTiming.database(() -> jdbc.sql(PASSAGES).params(chapter.text().hex(), extractor)
                .query((row, n) -> new PassageMarks.Span(row.getObject(1, UUID.class), row.getInt(2), row.getInt(3)))
                .list());
    }

    Optional<Toc> toc(UUID owner, UUID book) {
        return ServerTiming.database(() -> jdbc.sql(TOC).params(owner, book)
                .query((row, n) -> {
                    var hash = row.getString(1);
                    return new Toc(hash == null ? null : new ContentHash(hash));
                })
                .optional());
    }
}
