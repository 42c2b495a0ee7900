package dev.lectern.query.shelves;

import dev.lectern.query.web.ServerTiming;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is asked about shelves: one statement, whatever their number. */
@Component
class ShelfQueries {

    /** Books without words, such as those of pictures, count one word each, so that their percentage counts too. */
    static final String SHELVES = """
            SELECT s.shelf_id, s.name, s.created_at, n.books, n.words, n.percent, n.stars,
                   greatest(s.changed_at, n.last_read_at) AS last_activity_at
              FROM (SELECT * FROM query.shelves
                     WHERE owner_id = :owner AND (created_at, shelf_id) > (:created::timestamptz, :shelf)
                     ORDER BY created_at, shelf_id LIMIT :limit) s
             CROSS JOIN LATERAL (
                   SELECT count(b.book_id) AS books, coalesce(sum(b.extent_words), 0) AS words,
                          coalesce(sum(b.reading_percent * greatest(b.extent_words, 1)) / sum(greatest(b.extent_words, 1)), 0) AS percent,
                          count(*) FILTER (WHERE b.starred) AS stars, max(b.reading_last_at) AS last_read_at
                     FROM query.shelved_books m
                     JOIN query.library b ON b.owner_id = m.owner_id AND b.book_id = m.book_id AND b.deleted_at IS NULL
                    WHERE m.owner_id = :owner AND m.shelf_id = s.shelf_id) n
             ORDER BY s.created_at, s.shelf_id
            """;

    /** The last shelf of the page before. */
    record After(Instant createdAt, UUID shelf) {

        static final After NOTHING = new After(Instant.EPOCH, new UUID(0, 0));
    }

    private final JdbcClient jdbc;

    ShelfQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A reader's shelves, the oldest first. */
    List<Shelf> shelves(UUID owner, @Nullable After after, int limit) {
        var start = after == null ? After.NOTHING : after;
        return ServerTiming.database(() -> jdbc.sql(SHELVES).param("owner", owner)
                .param("created", start.createdAt().atOffset(ZoneOffset.UTC)).param("shelf", start.shelf()).param("limit", limit)
                .query((row, n) -> shelf(row))
                .list());
    }

    private static Shelf shelf(ResultSet row) throws SQLException {
        return new Shelf(row.getObject("shelf_id", UUID.class), row.getString("name"), instant(row, "created_at"),
                row.getInt("books"), row.getLong("words"), row.getDouble("percent"), row.getInt("stars"),
                instant(row, "last_activity_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
