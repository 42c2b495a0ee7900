package dev.lectern.query.progress;

import dev.lectern.query.web.ServerTiming;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is asked about places. Each statement proves that the book stands in the reader's library. */
@Component
class ProgressQueries {

    static final String PROGRESS = """
            SELECT %s FROM query.library b
              LEFT JOIN query.progress p ON p.reader_id = b.owner_id AND p.book_id = b.book_id
             WHERE b.owner_id = ? AND b.book_id = ? AND b.deleted_at IS NULL
            """.formatted(ProgressProjection.TABLE.columnNames("p."));
    static final String PLACES = """
            SELECT %s FROM query.library b
              LEFT JOIN query.places h ON h.reader_id = b.owner_id AND h.book_id = b.book_id
                    AND (h.recorded_at, h.device_id) < (?::timestamptz, ?)
             WHERE b.owner_id = ? AND b.book_id = ? AND b.deleted_at IS NULL
             ORDER BY h.recorded_at DESC, h.device_id DESC LIMIT ?
            """.formatted(PlacesProjection.TABLE.columnNames("h."));

    /** Before which place the history goes on, towards the past. */
    record Before(Instant recordedAt, String deviceId) {

        /** Includes everything recorded up to an instant. */
        static Before justAfter(Instant instant) {
            return new Before(instant.plusNanos(1_000), "");
        }
    }

    private final JdbcClient jdbc;

    ProgressQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where the reader is; empty if there is no such book. */
    Optional<Progress> progress(UUID reader, UUID book) {
        return ServerTiming.database(() -> jdbc.sql(PROGRESS).params(reader, book)
                .query((row, n) -> row.getObject("reader_id") == null ? Progress.NONE
                        : Progress.of(ProgressProjection.TABLE.read(row)))
                .optional());
    }

    /** Places, the newest first; empty if there is no such book. */
    Optional<List<PlaceRow>> places(UUID reader, UUID book, @Nullable Before before, int limit) {
        var start = before == null ? "infinity" : before.recordedAt().atOffset(ZoneOffset.UTC).toString();
        // a book never opened is one row of nulls
        var rows = ServerTiming.database(() -> jdbc.sql(PLACES)
                .params(start, before == null ? "" : before.deviceId(), reader, book, limit)
                .query((row, n) -> row.getObject("reader_id") == null ? Optional.<PlaceRow>empty()
                        : Optional.of(PlacesProjection.TABLE.read(row)))
                .list());
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.stream().flatMap(Optional::stream).toList());
    }
}
