package dev.lectern.query.statistics;

import java.time.Duration;

/** SQL that puts a reader's quarters of an hour in a row; {@link DaySums} does the same in memory. */
final class Steps {

    /** A gap of this length ends a session: the reader has put the book away, or the device slept. */
    static final Duration GAP = Duration.ofMinutes(30);

    private static final String GAP_SQL = "interval '" + GAP + "'";

    // not NOT EXISTS: that becomes a join of all rows of the reader with all
    private static final String STARTS = """
            coalesce((SELECT false FROM query.reading_time p
                       WHERE p.reader_id = %1$s.reader_id AND p.book_id = %1$s.book_id
                         AND p.quarter < %1$s.quarter AND p.quarter >= %1$s.quarter - %2$s
                         AND %1$s.first_at - p.last_at < %2$s LIMIT 1), true)""";

    private static final String ROWS = """
            SELECT book_id, first_at, last_at, first_percent, last_percent,
                   CASE WHEN goes_on THEN before_at END AS goes_on_from,
                   read + CASE WHEN goes_on AND before_device = first_device
                                AND first_chapter - before_chapter <= 1 + extract(epoch FROM first_at - before_at) / 60
                               THEN greatest(0, first_percent - before_percent) ELSE 0 END AS read
              FROM (SELECT *, coalesce(first_at - before_at < %2$s, false) AS goes_on
                      FROM (SELECT *, lag(last_at) OVER w AS before_at, lag(last_chapter) OVER w AS before_chapter,
                                   lag(last_percent) OVER w AS before_percent, lag(last_device) OVER w AS before_device
                              FROM query.reading_time WHERE %1$s
                            WINDOW w AS (PARTITION BY book_id ORDER BY quarter)) beside) related""";

    private Steps() {
    }

    /** Whether a row starts a session, as a condition on a table's alias: no row up to two quarters before it goes on in it. */
    static String starts(String alias) {
        return STARTS.formatted(alias, GAP_SQL);
    }

    /**
     * The rows that satisfy a condition, each with what it adds to the row before it: {@code goes_on_from}, when its
     * session was last heard of, or null if it starts one, and {@code read}, percent of the book read since then.
     */
    static String where(String condition) {
        return ROWS.formatted(condition, GAP_SQL);
    }
}
