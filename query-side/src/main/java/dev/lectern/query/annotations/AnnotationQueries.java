package dev.lectern.query.annotations;

import dev.lectern.contracts.personal.PersonalKey;
import dev.lectern.query.web.ServerTiming;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is asked about annotations: one statement, which also gives the reader's key. */
@Component
class AnnotationQueries {

    static final String ANNOTATIONS = """
            SELECT %s, k.key,
                   (SELECT count(*) FROM query.annotations t WHERE t.reader_id = b.owner_id AND t.book_id = b.book_id) AS total
              FROM query.library b
              LEFT JOIN command.personal_key k ON k.user_id = b.owner_id
              LEFT JOIN query.annotations a ON a.reader_id = b.owner_id AND a.book_id = b.book_id
                    AND (a.chapter, a.position, a.annotation_id) > (?, ?, ?)
             WHERE b.owner_id = ? AND b.book_id = ? AND b.deleted_at IS NULL
             ORDER BY a.chapter, a.position, a.annotation_id LIMIT ?
            """.formatted(AnnotationsProjection.TABLE.columnNames("a."));

    /** The last annotation of the page before. */
    record After(int chapter, int position, UUID annotation) {

        static final After NOTHING = new After(0, 0, new UUID(0, 0));
    }

    /**
     * Annotations in the order of the text.
     *
     * @param total of the book
     * @param key   {@code null} for a reader who has written nothing yet, or was erased
     */
    record Found(List<AnnotationRow> rows, long total, @Nullable PersonalKey key) {
    }

    private record Line(@Nullable AnnotationRow row, long total, @Nullable PersonalKey key) {
    }

    private final JdbcClient jdbc;

    AnnotationQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty if there is no such book. */
    Optional<Found> annotations(UUID reader, UUID book, @Nullable After after, int limit) {
        var start = after == null ? After.NOTHING : after;
        // a book without annotations is one row of nulls
        var lines = ServerTiming.database(() -> jdbc.sql(ANNOTATIONS)
                .params(start.chapter(), start.position(), start.annotation(), reader, book, limit)
                .query((row, n) -> {
                    var key = row.getBytes("key");
                    return new Line(row.getObject("annotation_id") == null ? null : AnnotationsProjection.TABLE.read(row),
                            row.getLong("total"), key == null ? null : new PersonalKey(key));
                })
                .list());
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Found(
                lines.stream().map(Line::row).filter(Objects::nonNull).toList(), lines.getFirst().total(), lines.getFirst().key()));
    }
}
