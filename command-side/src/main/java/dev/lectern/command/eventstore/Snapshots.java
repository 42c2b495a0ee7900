package dev.lectern.command.eventstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.lectern.contracts.Position;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.json.LecternJson;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Aggregates' states, so that a long stream need not be read from its beginning. One that no longer fits the aggregate's
 * fields is passed over, and the next one replaces it.
 */
final class Snapshots {

    /** A state as it is stored, and where in the log the event stands that it was taken after. */
    record Stored(String aggregateId, String type, String className, String shape, long sequence, String state, Position position) {
    }

    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    private static final JsonMapper FIELDS = LecternJson.MAPPER.rebuild()
            .changeDefaultVisibility(visibility -> visibility.withFieldVisibility(JsonAutoDetect.Visibility.ANY))
            .build();

    /** An older state, made by a slower instance, never replaces a newer one. */
    private static final String STORE = """
            INSERT INTO command.snapshot AS known (aggregate_id, type, class, shape, sequence, tx, index, state)
            SELECT ?, ?, ?, ?, sequence, tx, index, ?::json FROM events.event WHERE aggregate_id = ? AND sequence = ?
            ON CONFLICT (aggregate_id) DO UPDATE
               SET type = excluded.type, class = excluded.class, shape = excluded.shape, sequence = excluded.sequence,
                   tx = excluded.tx, index = excluded.index, state = excluded.state
             WHERE known.sequence < excluded.sequence OR known.shape <> excluded.shape
            """;

    private static final String FIND = """
            SELECT type, class, shape, sequence, tx::text::bigint AS tx, index, state::text AS state
              FROM command.snapshot WHERE aggregate_id = ?
            """;

    private Snapshots() {
    }

    static void store(Connection connection, DomainEventMessage<?> snapshot) throws SQLException {
        var aggregate = snapshot.getPayload();
        try (var insert = connection.prepareStatement(STORE)) {
            insert.setString(1, snapshot.getAggregateIdentifier());
            insert.setString(2, snapshot.getType());
            insert.setString(3, aggregate.getClass().getName());
            insert.setString(4, shapeOf(aggregate.getClass()));
            insert.setString(5, FIELDS.writeValueAsString(aggregate));
            insert.setString(6, snapshot.getAggregateIdentifier());
            insert.setLong(7, snapshot.getSequenceNumber());
            insert.executeUpdate();
        }
    }

    static Optional<Stored> find(Connection connection, String aggregateId) throws SQLException {
        try (var query = connection.prepareStatement(FIND)) {
            query.setString(1, aggregateId);
            var row = query.executeQuery();
            return row.next()
                    ? Optional.of(new Stored(aggregateId, row.getString("type"), row.getString("class"), row.getString("shape"),
                            row.getLong("sequence"), row.getString("state"), new Position(row.getLong("tx"), row.getLong("index"))))
                    : Optional.empty();
        }
    }

    /** The aggregate in that state, a new one each time; empty if it has another shape now. */
    static Optional<DomainEventMessage<?>> read(Stored stored) {
        var state = stateOf(stored.className(), stored.shape(), stored.state());
        return state == null ? Optional.empty()
                : Optional.of(new GenericDomainEventMessage<>(stored.type(), stored.aggregateId(), stored.sequence(), state));
    }

    private static @Nullable Object stateOf(String className, String shape, String json) {
        try {
            var type = Class.forName(className);
            return shapeOf(type).equals(shape) ? FIELDS.readValue(json, type) : null;
        } catch (ClassNotFoundException | JacksonException e) {
            log.debug("a snapshot of {} is of no use any more: {}", className, e.getMessage());
            return null;
        }
    }

    /** Changes when a field of the aggregate, or of a record in it, is added, renamed or given another type. */
    private static String shapeOf(Class<?> type) {
        var fields = new TreeSet<String>();
        describe(type, fields);
        return ContentHash.of(String.join(",", fields)).hex().substring(0, 16);
    }

    private static void describe(Class<?> type, Set<String> fields) {
        for (var field : type.getDeclaredFields()) {
            var name = type.getName() + "." + field.getName() + ":" + field.getGenericType().getTypeName();
            if (!Modifier.isStatic(field.getModifiers()) && fields.add(name) && field.getType().isRecord()) {
                describe(field.getType(), fields);
            }
        }
    }
}
