package dev.lectern.query.statistics;

import dev.lectern.query.web.ServerTiming;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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

    /** A step over midnight counts on both days: no step is longer than a session's gap, so there are no more than two. */
    static final String DAYS = """
            SELECT read.day, read.book_id, b.facts_title, b.facts_genre, extract(epoch FROM read.time) AS seconds,
                   read.percent / 100 * coalesce(b.extent_words, 0) AS words, read.sessions
              FROM (SELECT part.day, step.book_id, sum(part.until - part.since) AS time, sum(part.percent) AS percent,
                           count(*) FILTER (WHERE part.starts) AS sessions
                      FROM (%s) step
                     CROSS JOIN LATERAL (SELECT (first_at AT TIME ZONE :zone)::date AS today,
                                                date_trunc('day', first_at, :zone) AS midnight,
                                                coalesce(goes_on_from, first_at) AS since) of_step
                     CROSS JOIN LATERAL (VALUES (today, greatest(since, midnight), last_at, read, goes_on_from IS NULL),
                                                (today - 1, since, midnight, 0, false)
                           ) part (day, since, until, percent, starts)
                     WHERE part.day = today OR part.until > part.since
                     GROUP BY part.day, step.book_id) read
              LEFT JOIN query.library b ON b.owner_id = :reader AND b.book_id = read.book_id
            """.formatted(Steps.where("reader_id = :reader"));

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
        return ServerTiming.database(() -> jdbc.sql(DAYS).param("reader", reader).param("zone", zone.getId())
                .query((row, n) -> new DayOfBook(row.getObject("day", LocalDate.class), row.getObject("book_id", UUID.class),
                        row.getString("facts_title"), row.getString("facts_genre"), row.getDouble("seconds"),
                        row.getDouble("words"), row.getLong("sessions")))
                .list());
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
