// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.replay;

import dev.lectern.benchmarks.stage.Database;
import dev.lectern.command.eventstore.LogToken;
import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.log.EventLog;
import dev.lectern.contracts.log.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** The event log as Axon's processors read it, a page of 1,000 at a time: faster than they are, so not what slows them down. */
final class LogSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private static final int PAGE = 1_000;

    private final Database database;

    LogSource(Database database) {
        this.database = database;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        var after = token == null ? new LogToken(0, 0) : (LogToken) token.lowerBound(token);
        try {
            return new Pages(database.open(), new Position(after.transaction(), after.index()));
        } catch (SQLException e) {
            throw new EventStoreException("the log can't be opened", e);
        }
    }

    private static final class Pages implements BlockingStream<TrackedEventMessage<?>> {

        private final Connection connection;
        private final Deque<TrackedEventMessage<?>> page = new ArrayDeque<>();
        private Position position;

        Pages(Connection connection, Position position) {
            this.connection = connection;
            this.position = position;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            if (page.isEmpty()) {
                turn();
            }
            return Optional.ofNullable(page.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (peek().isEmpty()) {
                unit.sleep(Math.min(timeout, 100));
            }
            return peek().isPresent();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return peek().map(next -> page.remove()).orElseThrow(NoSuchElementException::new);
        }

        private void turn() {
            try {
                for (var event : EventLog.readAfter(connection, position, PAGE)) {
                    page.add(message(event));
                    position = event.position();
                }
            } catch (SQLException e) {
                throw new EventStoreException("the log can't be read", e);
            }
        }

        private static TrackedEventMessage<DomainEvent> message(RecordedEvent event) {
            return new GenericTrackedDomainEventMessage<>(new LogToken(event.position().transaction(), event.position().index()),
                    new GenericDomainEventMessage<>(event.aggregateType(), event.aggregateId(), event.sequence(), event.event(),
                            Map.of(), event.id().toString(), event.recordedAt()));
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new EventStoreException("the log can't be closed", e);
            }
        }
    }
}
