package dev.lectern.command.eventstore;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.EventTypes;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.log.EventLog;
import dev.lectern.contracts.log.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Axon's event store on the log table that {@code db/eventlog} describes.
 *
 * <p>Axon's own JDBC and JPA engines read in the order of the index and remember gaps, which they give up on after a
 * minute or 10,000 positions. This one reads in the order (transaction, index) and only what no running transaction can
 * still precede, so there is never a gap and nothing to give up on.
 */
final class PostgresEventStorageEngine implements EventStorageEngine {

    private static final int PAGE = 500;
    private static final int ROWS_PER_INSERT = 500;
    /** SQL states that mean: somebody else was there first (unique violation, serialization failure, deadlock). */
    private static final Set<String> CONFLICTS = Set.of("23505", "40001", "40P01");

    /**
     * The order of an aggregate's events in the log is that of their transactions, so an event must not be written by a
     * transaction that began to write before its predecessor's did: such an append is refused like any other conflict,
     * and succeeds in a new transaction. Rows are inserted in the order they are given, which gives them their indexes.
     */
    private static final String INSERT = """
            INSERT INTO events.event
                   (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
            SELECT v.id, v.aggregate_type, v.aggregate_id, v.sequence, v.name, v.revision, v.payload, v.metadata, v.recorded_at
              FROM (VALUES %s) AS v (n, id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
             WHERE NOT EXISTS (SELECT FROM events.event predecessor
                                WHERE predecessor.aggregate_id = v.aggregate_id
                                  AND predecessor.sequence = v.sequence - 1
                                  AND predecessor.tx > pg_current_xact_id())
             ORDER BY v.n
            RETURNING tx::text::bigint, index
            """;
    private static final String ROW =
            "(?::integer, ?::uuid, ?::text, ?::text, ?::bigint, ?::text, ?::integer, ?::json, ?::json, ?::timestamptz)";

    private final DataSource dataSource;
    private final EventNotifier notifier;
    private final RecentStreams recent;

    PostgresEventStorageEngine(DataSource dataSource, EventNotifier notifier, RecentStreams recent) {
        this.dataSource = dataSource;
        this.notifier = notifier;
        this.recent = recent;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        withConnection(connection -> {
            for (int from = 0; from < events.size(); from += ROWS_PER_INSERT) {
                append(connection, events.subList(from, Math.min(events.size(), from + ROWS_PER_INSERT)));
            }
            return events.size();
        });
        notifier.signalAfterCommit();
    }

    private static void append(Connection connection, List<? extends EventMessage<?>> events) throws SQLException {
        var sql = INSERT.formatted(String.join(", ", Collections.nCopies(events.size(), ROW)));
        try (var insert = connection.prepareStatement(sql)) {
            int parameter = 0;
            int row = 0;
            for (var event : events) {
                var domainEvent = (DomainEventMessage<?>) event;
                var stored = EventTypes.write((DomainEvent) event.getPayload());
                insert.setInt(++parameter, row++);
                insert.setString(++parameter, event.getIdentifier());
                insert.setString(++parameter, domainEvent.getType());
                insert.setString(++parameter, domainEvent.getAggregateIdentifier());
                insert.setLong(++parameter, domainEvent.getSequenceNumber());
                insert.setString(++parameter, stored.name());
                insert.setInt(++parameter, stored.revision());
                insert.setString(++parameter, stored.json());
                insert.setString(++parameter, LecternJson.MAPPER.writeValueAsString(event.getMetaData()));
                insert.setObject(++parameter, OffsetDateTime.ofInstant(event.getTimestamp(), ZoneOffset.UTC));
            }
            int inserted = 0;
            var rows = insert.executeQuery();
            while (rows.next()) {
                ReachedPosition.report(new Position(rows.getLong(1), rows.getLong(2)));
                inserted++;
            }
            if (inserted < events.size()) {
                throw new ConcurrencyException("a later transaction has written to the aggregate of " + describe(events));
            }
        } catch (SQLException e) {
            if (CONFLICTS.contains(e.getSQLState())) {
                throw new ConcurrencyException("another writer was faster: " + describe(events), e);
            }
            throw e;
        }
    }

    private static String describe(List<? extends EventMessage<?>> events) {
        var first = (DomainEventMessage<?>) events.getFirst();
        return first.getType() + " " + first.getAggregateIdentifier() + " at " + first.getSequenceNumber();
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        var after = token == null ? Position.START : ((LogToken) token).toPosition();
        return withConnection(connection -> EventLog.readAfter(connection, after, PAGE)).stream()
                .map(event -> new GenericTrackedDomainEventMessage<>(LogToken.at(event.position()), message(event)));
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        var events = recent.read(aggregateIdentifier, firstSequenceNumber, from ->
                withConnection(connection -> EventLog.readAggregate(connection, aggregateIdentifier, from)).stream()
                        .map(event -> new RecentStreams.Event(message(event), event.position(), event.stored().json().length())).toList());
        if (events.isEmpty()) {
            return DomainEventStream.empty();
        }
        ReachedPosition.report(events.getLast().position());
        return DomainEventStream.of(events.stream().map(RecentStreams.Event::message),
                () -> events.getLast().message().getSequenceNumber());
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return withConnection(connection -> {
            try (var statement = connection.prepareStatement("SELECT max(sequence) FROM events.event WHERE aggregate_id = ?")) {
                statement.setString(1, aggregateIdentifier);
                var row = statement.executeQuery();
                row.next();
                return Optional.ofNullable(row.getObject(1, Long.class));
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static DomainEventMessage<DomainEvent> message(RecordedEvent event) {
        Map<String, ?> metadata = LecternJson.MAPPER.readValue(event.metadata(), Map.class);
        return new GenericDomainEventMessage<>(event.aggregateType(), event.aggregateId(), event.sequence(), event.event(),
                metadata, event.id().toString(), event.recordedAt());
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        withConnection(connection -> {
            Snapshots.store(connection, snapshot);
            return snapshot;
        });
        recent.forget(snapshot.getAggregateIdentifier());
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        var known = recent.snapshotOf(aggregateIdentifier);
        var stored = known != null ? known : withConnection(connection -> Snapshots.find(connection, aggregateIdentifier));
        var message = stored.flatMap(Snapshots::read);
        message.ifPresent(_ -> {
            ReachedPosition.report(stored.orElseThrow().position());
            if (known == null) {
                recent.startFrom(aggregateIdentifier, stored.orElseThrow());
            }
        });
        return message;
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return withConnection(connection -> {
            try (var statement = connection.createStatement(); var row = statement.executeQuery("""
                    SELECT tx::text::bigint, index FROM events.event
                     WHERE tx < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY event.tx DESC, event.index DESC LIMIT 1
                    """)) {
                return row.next() ? Optional.of(new LogToken(row.getLong(1), row.getLong(2))) : Optional.<LogToken>empty();
            }
        }).orElse(null);
    }

    /** Just before the first event recorded at that time or soon after it; the head if there is none. */
    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        return withConnection(connection -> EventLog.firstSince(connection, dateTime))
                .<TrackingToken>map(first -> new LogToken(first.transaction(), first.index() - 1)).orElseGet(this::createHeadToken);
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** On the current transaction's connection, or on one of its own that commits at once. */
    private <T> T withConnection(Work<T> work) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            return work.with(connection);
        } catch (SQLException e) {
            throw new EventStoreException("the event log failed: " + e.getMessage(), e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
