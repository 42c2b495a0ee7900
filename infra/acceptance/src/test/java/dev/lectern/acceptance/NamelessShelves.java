package dev.lectern.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/**
 * Events that can be read but not folded: shelves without a name. No release writes them and no request leads to one, so they are put
 * into the log from behind.
 */
final class NamelessShelves {

    /** What the log says of one, which is no fault of whatever else is tried. */
    static final String COMPLAINT = "projection shelves parks";

    private static final String APPEND = """
            INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
            VALUES (?, 'Shelf', ?, 0, 'shelf.created', 1, json_build_object('shelfId', ?, 'ownerId', ?, 'createdAt', now()), '{}', now())
            """;

    private NamelessShelves() {}

    /** Returns when they have become dead letters. */
    static void of(Lectern lectern, Api administrator, int shelves) throws IOException {
        try (var database = lectern.database()) {
            for (int i = 0; i < shelves; i++) {
                append(database, UUID.randomUUID().toString());
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        await("dead letters").atMost(Duration.ofSeconds(30))
                .until(() -> administrator.get("/api/v1/admin/dead-letters").body().path("items").isEmpty(), none -> !none);
    }

    private static void append(Connection database, String shelf) throws SQLException {
        try (var statement = database.prepareStatement(APPEND)) {
            statement.setObject(1, UUID.randomUUID());
            statement.setString(2, shelf);
            statement.setString(3, shelf);
            statement.setString(4, UUID.randomUUID().toString());
            statement.executeUpdate();
        }
    }
}
