package dev.lectern.command.eventstore;

import dev.lectern.contracts.Position;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The statement that appends the events of decisions, except of those that rest on a stream with another end. However many
 * there are it is the same text, so that PostgreSQL plans it once.
 *
 * <p>The order of an aggregate's events in the log is that of their transactions, so an event must not be written by a
 * transaction that began to write before its predecessor's did: to such an append its stream has another end too.
 */
final class AppendStatement {

    /**
     * Rows are inserted in the order they are given, which gives them their indexes. Arrays come out of subqueries because a
     * planner that knows how long they are thinks a plan for just these is worth its while, and takes longer than the appending.
     */
    static final String SQL = """
            WITH overtaken AS MATERIALIZED (
                SELECT DISTINCT basis.decision
                  FROM unnest((SELECT ?::integer[]), (SELECT ?::text[]), (SELECT ?::bigint[])) AS basis (decision, aggregate_id, last)
                  LEFT JOIN LATERAL (SELECT event.sequence, event.tx FROM events.event
                                      WHERE event.aggregate_id = basis.aggregate_id ORDER BY event.sequence DESC LIMIT 1) AS newest ON true
                 WHERE coalesce(newest.sequence, -1) <> basis.last OR newest.tx > pg_current_xact_id_if_assigned()),
            inserted AS (
                INSERT INTO events.event
                       (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
                SELECT v.id::uuid, v.aggregate_type, v.aggregate_id, v.sequence, v.name, v.revision, v.payload::json, v.metadata::json,
                       v.recorded_at::timestamptz
                  FROM unnest((SELECT ?::integer[]), (SELECT ?::text[]), (SELECT ?::text[]), (SELECT ?::text[]), (SELECT ?::bigint[]),
                              (SELECT ?::text[]), (SELECT ?::integer[]), (SELECT ?::text[]), (SELECT ?::text[]), (SELECT ?::text[]))
                       WITH ORDINALITY AS v (decision, id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at, n)
                 WHERE v.decision NOT IN (SELECT decision FROM overtaken)
                 ORDER BY v.n
                RETURNING id, tx, index)
            SELECT decision, NULL::text AS id, NULL::bigint AS tx, NULL::bigint AS index FROM overtaken
            UNION ALL
            SELECT NULL, id::text, tx::text::bigint, index FROM inserted
            """;

    /**
     * @param overtaken the numbers of those decisions of which nothing was written
     * @param positions where in the log the others' events are, by their ids
     */
    record Result(Set<Integer> overtaken, Map<String, Position> positions) {
    }

    private record Basis(int decision, String aggregateId, long last) {
    }

    private record Event(int decision, EventRow row) {
    }

    private AppendStatement() {
    }

    static Result execute(Connection connection, List<Decision> decisions) throws SQLException {
        var basis = new ArrayList<Basis>();
        var events = new ArrayList<Event>();
        for (int i = 0; i < decisions.size(); i++) {
            int number = i;
            decisions.get(i).basis().forEach((aggregateId, last) -> basis.add(new Basis(number, aggregateId, last)));
            decisions.get(i).events().forEach(row -> events.add(new Event(number, row)));
        }
        try (var statement = connection.prepareStatement(SQL)) {
            statement.setObject(1, basis.stream().mapToInt(Basis::decision).toArray());
            statement.setObject(2, texts(basis, Basis::aggregateId));
            statement.setObject(3, basis.stream().mapToLong(Basis::last).toArray());
            statement.setObject(4, events.stream().mapToInt(Event::decision).toArray());
            statement.setObject(5, texts(events, event -> event.row().id()));
            statement.setObject(6, texts(events, event -> event.row().aggregateType()));
            statement.setObject(7, texts(events, event -> event.row().aggregateId()));
            statement.setObject(8, events.stream().mapToLong(event -> event.row().sequence()).toArray());
            statement.setObject(9, texts(events, event -> event.row().stored().name()));
            statement.setObject(10, events.stream().mapToInt(event -> event.row().stored().revision()).toArray());
            statement.setObject(11, texts(events, event -> event.row().stored().json()));
            statement.setObject(12, texts(events, event -> event.row().metadata()));
            statement.setObject(13, texts(events, event -> event.row().recordedAt()));
            return resultOf(statement.executeQuery());
        }
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static Result resultOf(ResultSet rows) throws SQLException {
        var overtaken = new HashSet<Integer>();
        var positions = new HashMap<String, Position>();
        while (rows.next()) {
            var id = rows.getString("id");
            if (id == null) {
                overtaken.add(rows.getInt("decision"));
            } else {
                positions.put(id, new Position(rows.getLong("tx"), rows.getLong("index")));
            }
        }
        return new Result(overtaken, positions);
    }
}
