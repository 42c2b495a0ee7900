package dev.lectern.query.statistics;

import dev.lectern.query.statistics.DaySums.Quarter;
import dev.lectern.query.web.ServerTiming;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is asked about reading time: one statement each. */
@Component
class StatisticsQueries {

    /** Finds where sessions start, from the newest on, and then sums up the rows of each. */
    static final String SESSIONS = """
            SELECT start.book_id, start.first_at, b.facts_title, t.ended_at, t.from_percent, t.to_percent,
                   extract(epoch FROM t.ended_at - start.first_at) AS seconds,
                   t.read / 100 * coalesce(b.extent_words, 0) AS words
              FROM (SELECT s.book_id, s.quarter, s.first_at FROM query.reading_time s
                     WHERE s.reader_id = :reader AND (s.first_at, s.book_id) < (:before::timestamptz, :book) AND %s
                     ORDER BY s.first_at DESC, s.book_id DESC LIMIT :limit) start
              LEFT JOIN query.library b ON b.owner_id = :reader AND b.book_id = start.book_id
             CROSS JOIN LATERAL (
                   SELECT coalesce((SELECT n.quarter FROM query.reading_time n
                                     WHERE n.reader_id = :reader AND n.book_id = start.book_id AND n.quarter > start.quarter AND %s
                                     ORDER BY n.quarter LIMIT 1), 'infinity') AS quarter) next
             CROSS JOIN LATERAL (
                   SELECT max(last_at) AS ended_at, sum(read) AS read,
                          (array_agg(first_percent ORDER BY first_at))[1] AS from_percent,
                          (array_agg(last_percent ORDER BY last_at DESC))[1] AS to_percent
                     FROM (%s) step) t
             ORDER BY start.first_at DESC, start.book_id DESC
            """.formatted(Steps.starts("s"), Steps.starts("n"), Steps.where("reader_id = :reader AND book_id = start.book_id"
                    + " AND quarter >= start.quarter AND quarter < next.quarter"));

    /**
     * A reader's quarters of an hour, of all time, in the order of their key. PostgreSQL could put them in a row and into the days of a
     * zone as well, and took more than five times as long for it, whether they are of a year or of ten.
     */
    static final String QUARTERS = """
            SELECT t.book_id, t.first_at, t.first_chapter, t.first_percent, t.first_device,
                   t.last_at, t.last_chapter, t.last_percent, t.last_device, t.read,
                   b.facts_title, b.facts_genre, b.extent_words
              FROM query.reading_time t
              LEFT JOIN query.library b ON b.owner_id = t.reader_id AND b.book_id = t.book_id
             WHERE t.reader_id = ?
             ORDER BY t.book_id, t.quarter
            """;

    /** The last session of the page before. */
    record Before(Instant startedAt, UUID book) {
    }

    private final JdbcClient jdbc;

    StatisticsQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A reader's sessions, the newest first. */
    List<Session> sessions(UUID reader, @Nullable Before before, int limit) {
        var start = before == null ? "infinity" : before.startedAt().atOffset(ZoneOffset.UTC).toString();
        return ServerTiming.database(() -> jdbc.sql(SESSIONS).param("reader", reader).param("before", start)
                .param("book", before == null ? new UUID(-1, -1) : before.book()).param("limit", limit)
                .query((row, n) -> session(row))
                .list());
    }

    /** What a reader read on which day of a time zone, of all time. */
    List<DayOfBook> days(UUID reader, ZoneId zone) {
        return ServerTiming.database(() -> {
            var sums = new DaySums(zone);
            jdbc.sql(QUARTERS).param(reader).query((ResultSet row) -> add(sums, row));
            return sums.days();
        });
    }

    private static void add(DaySums sums, ResultSet row) throws SQLException {
        var book = row.getObject(1, UUID.class);
        if (!sums.isOf(book)) {
            sums.turnTo(new BookRead(book, row.getString(11), row.getString(12), row.getInt(13)));
        }
        sums.add(new Quarter(micros(row, 2), row.getInt(3), row.getDouble(4), row.getString(5),
                micros(row, 6), row.getInt(7), row.getDouble(8), row.getString(9), row.getDouble(10)));
    }

    private static long micros(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at.toEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(row.getObject("book_id", UUID.class), row.getString("facts_title"), instant(row, "first_at"),
                instant(row, "ended_at"), Figures.of(row.getDouble("seconds"), row.getDouble("words")),
                row.getDouble("from_percent"), row.getDouble("to_percent"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
