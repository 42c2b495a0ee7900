package dev.lectern.contracts.performance;

import dev.lectern.contracts.json.LecternJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The instances that were heard of lately: a row each, which it writes itself every few seconds. {@code db/eventlog} has the table. */
public final class Instances {

    /** What was heard of within the last minute. There are no more rows than instances, so nothing needs an index. */
    public static final String LATELY = """
            SELECT service, instance, heard_at, figures::text AS figures FROM events.instance
             WHERE heard_at > now() - interval '1 minute' ORDER BY service, instance
            """;

    /** One instance and what it said last. */
    public record Heard(String service, String instance, Instant heardAt, InstanceFigures figures) {
    }

    private Instances() {
    }

    /** Says how an instance does. */
    public static void tell(Connection connection, String service, String instance, InstanceFigures figures) throws SQLException {
        tell(connection, service, instance, figures, Duration.ZERO);
    }

    /**
     * Passes on what an instance said that has no database.
     *
     * @param ago how long ago it said so
     */
    public static void tell(Connection connection, String service, String instance, InstanceFigures figures, Duration ago) throws SQLException {
        try (var statement = connection.prepareStatement("""
                INSERT INTO events.instance AS told (service, instance, heard_at, figures) VALUES (?, ?, now() - ? * interval '1 ms', ?::json)
                ON CONFLICT (service, instance) DO UPDATE SET heard_at = excluded.heard_at, figures = excluded.figures
                """)) {
            statement.setString(1, service);
            statement.setString(2, instance);
            statement.setLong(3, ago.toMillis());
            statement.setString(4, LecternJson.MAPPER.writeValueAsString(figures));
            statement.executeUpdate();
        }
    }

    /** An instance goes, and takes the rows of its service with it that nobody has written for a day. */
    public static void leave(Connection connection, String service, String instance) throws SQLException {
        try (var statement = connection.prepareStatement("""
                DELETE FROM events.instance WHERE service = ? AND (instance = ? OR heard_at < now() - interval '1 day')
                """)) {
            statement.setString(1, service);
            statement.setString(2, instance);
            statement.executeUpdate();
        }
    }

    /** A row of {@link #LATELY}. */
    public static Heard heard(ResultSet row) throws SQLException {
        return new Heard(row.getString("service"), row.getString("instance"), row.getObject("heard_at", OffsetDateTime.class).toInstant(),
                LecternJson.MAPPER.readValue(row.getString("figures"), InstanceFigures.class));
    }
}
