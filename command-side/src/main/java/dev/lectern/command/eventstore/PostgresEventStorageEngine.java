package dev.lectern.command.eventstore;

import dev.lectern.command.eventstore.Decision.StreamEnd;
import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.log.EventLog;
import dev.lectern.contracts.log.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Axon's event store on the log table that {@code db/eventlog} describes.
 *
 * <p>Axon's own JDBC and JPA engines read in the order of the index and remember gaps, which they give up on after a
 * minute or 10,000 positions. This one reads in the order (transaction, index) and only what no running transaction can
 * still precede, so there is never a gap and nothing to give up on.
 */
final class PostgresEventStorageEngine implements EventStorageEngine {

    static final int PAGE = 500;

    private final DataSource dataSource;
    private final EventNotifier notifier;
    private final GroupCommit group;

    PostgresEventStorageEngine(DataSource dataSource, EventNotifier notifier, GroupCommit group) {
        this.dataSource = dataSource;
        this.notifier = notifier;
        this.group = group;
    }

    /** In the transaction if there is one; with the decision that is being made; or at once, with what others append. */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        var current = Decision.current();
        if (current != null) {
            current.append(events);
        } else if (!events.isEmpty()) {
            var decision = new Decision(false);
            decision.append(events);
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                appendInTransaction(decision);
            } else {
                group.write(decision);
            }
        }
    }

    private void appendInTransaction(Decision decision) {
        var written = withConnection(connection -> {
            try {
                return AppendStatement.execute(connection, List.of(decision));
            } catch (SQLException e) {
                if (GroupCommit.isConflict(e)) {
                    throw new ConcurrencyException("another writer was faster: " + decision, e);
                }
                throw e;
            }
        });
        if (!written.overtaken().isEmpty()) {
            throw new ConcurrencyException("another writer was faster: " + decision);
        }
        decision.appended(written.positions());
        notifier.signalAfterCommit(decision.events().size());
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        var after = token == null ? Position.START : ((LogToken) token).toPosition();
        return withConnection(connection -> EventLog.readAfter(connection, after, PAGE)).stream()
                .map(event -> new GenericTrackedDomainEventMessage<>(LogToken.at(event.position()), event.aggregateType(), event.aggregateId(),
                        event.sequence(), new LoggedMessage(event), event::recordedAt));
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        var believing = Decision.believing();
        if (believing != null && believing.restsOn(aggregateIdentifier, firstSequenceNumber - 1)) {
            return DomainEventStream.empty();
        }
        var events = withConnection(connection -> EventLog.readAggregate(connection, aggregateIdentifier, firstSequenceNumber));
        if (events.isEmpty()) {
            return DomainEventStream.empty();
        }
        reached(aggregateIdentifier, events.getLast().sequence(), events.getLast().position());
        return DomainEventStream.of(events.stream().map(PostgresEventStorageEngine::message), () -> events.getLast().sequence());
    }

    private static void reached(String aggregateId, long sequence, Position position) {
        ReachedPosition.report(position);
        var current = Decision.current();
        if (current != null) {
            current.reached(aggregateId, new StreamEnd(sequence, position));
        }
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
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        var stored = withConnection(connection -> Snapshots.find(connection, aggregateIdentifier));
        var message = stored.flatMap(Snapshots::read);
        message.ifPresent(_ -> reached(aggregateIdentifier, stored.orElseThrow().sequence(), stored.orElseThrow().position()));
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
