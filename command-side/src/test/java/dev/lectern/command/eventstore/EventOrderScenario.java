package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.BookEvent.BookDeleted;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** What can happen between two transactions that append, and what a reader that follows must see: every event, once. */
enum EventOrderScenario {

    A_COMMIT_HELD_OPEN_PAST_A_MINUTE {
        @Override
        void play(Log log) {
            // gaps are judged by the events' own time, so a minute has passed when the events say so
            var old = Instant.now().minusSeconds(70);
            var slow = log.begin();
            slow.append(old, "slow");
            log.begin().append(old, "fast").commit();
            log.read();
            log.begin().append(Instant.now(), "later").commit();
            log.read();
            slow.commit();
            log.expectEverything("slow", "fast", "later");
        }
    },

    A_COMMIT_MORE_THAN_TEN_THOUSAND_POSITIONS_BEHIND {
        @Override
        void play(Log log) {
            var slow = log.begin();
            slow.append(Instant.now(), "slow");
            var many = IntStream.range(0, 10_500).mapToObj(i -> "fast " + i).toArray(String[]::new);
            log.begin().append(Instant.now(), many).commit();
            log.read();
            slow.commit();
            log.expectEverything(Stream.concat(Stream.of("slow"), Stream.of(many)).toArray(String[]::new));
        }
    },

    A_NODE_WHOSE_CLOCK_IS_NINETY_SECONDS_BEHIND {
        @Override
        void play(Log log) {
            var slow = log.begin();
            slow.append(Instant.now(), "slow");
            log.begin().append(Instant.now().minusSeconds(90), "from the node").commit();
            log.read();
            log.begin().append(Instant.now(), "later").commit();
            log.read();
            slow.commit();
            log.expectEverything("slow", "from the node", "later");
        }
    },

    A_NODE_WHOSE_CLOCK_IS_NINETY_SECONDS_AHEAD {
        @Override
        void play(Log log) {
            log.begin().append(Instant.now().plusSeconds(90), "from the node").commit();
            var slow = log.begin();
            slow.append(Instant.now(), "slow");
            log.begin().append(Instant.now().plusSeconds(90), "from the node again").commit();
            log.read();
            slow.commit();
            log.expectEverything("from the node", "slow", "from the node again");
        }
    },

    A_TRANSACTION_ROLLED_BACK_BETWEEN_TWO {
        @Override
        void play(Log log) {
            log.begin().append(Instant.now(), "before").commit();
            var lost = log.begin();
            lost.append(Instant.now(), "never");
            log.begin().append(Instant.now(), "after").commit();
            log.read();
            lost.rollBack();
            log.expectEverything("before", "after");
        }
    };

    abstract void play(Log log);

    /** An engine under test: several connections that write, one reader that goes on from where it was. */
    static final class Log {

        interface Engines {
            EventStorageEngine on(Connection connection);
        }

        interface Connections {
            Connection open() throws SQLException;
        }

        private final Engines engines;
        private final Connections connections;
        private final EventStorageEngine reader;
        private final List<String> seen = new ArrayList<>();
        private TrackingToken token;

        Log(Engines engines, Connections connections) throws SQLException {
            this.engines = engines;
            this.connections = connections;
            var reading = connections.open();
            this.reader = engines.on(reading);
            this.token = reader.createHeadToken();
        }

        Transaction begin() {
            try {
                var connection = connections.open();
                connection.setAutoCommit(false);
                return new Transaction(connection, engines.on(connection));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Reads on until nothing comes. */
        void read() {
            boolean more = true;
            while (more) {
                var page = reader.readEvents(token, false).toList();
                page.forEach(event -> {
                    seen.add(((DomainEventMessage<?>) event).getAggregateIdentifier());
                    token = event.trackingToken();
                });
                more = !page.isEmpty();
            }
        }

        void expectEverything(String... events) {
            read();
            assertThat(seen).containsExactlyInAnyOrder(events);
        }
    }

    /** A writer that has not committed yet. Each event is the first of an aggregate with the event's name. */
    record Transaction(Connection connection, EventStorageEngine engine) {

        Transaction append(Instant at, String... names) {
            OpenTransaction.append(engine, Stream.of(names).map(name -> new GenericDomainEventMessage<>("Test", name, 0,
                    new BookDeleted(UUID.randomUUID(), UUID.randomUUID(), at), java.util.Map.of(), UUID.randomUUID().toString(), at)).toList());
            return this;
        }

        void commit() {
            try (connection) {
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void rollBack() {
            try (connection) {
                connection.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
