package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.command.EventLogDatabase;
import dev.lectern.command.eventstore.EventOrderScenario.Log;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Our engine shows every event in situations in which Axon's own loses some. */
class EventOrderTest {

    private static EventLogDatabase database;

    @BeforeAll
    static void create() throws SQLException {
        database = EventLogDatabase.create("event_order");
        try (var connection = database.open()) {
            ((JdbcEventStorageEngine) axons(connection)).createSchema(PostgresEventTableFactory.INSTANCE);
        }
    }

    @BeforeEach
    void empty() {
        database.empty("events.event", "DomainEventEntry");
    }

    @ParameterizedTest
    @EnumSource
    void a_reader_sees_every_event_once(EventOrderScenario scenario) throws SQLException {
        scenario.play(new Log(EventOrderTest::ours, database::open));
    }

    /** The scenarios are worth playing: with the engine that Axon brings, events are lost for good. */
    @ParameterizedTest
    @EnumSource(mode = Mode.INCLUDE, names = {"A_COMMIT_HELD_OPEN_PAST_A_MINUTE", "A_COMMIT_MORE_THAN_TEN_THOUSAND_POSITIONS_BEHIND",
            "A_NODE_WHOSE_CLOCK_IS_NINETY_SECONDS_BEHIND"})
    void axons_own_engine_loses_events(EventOrderScenario scenario) throws SQLException {
        var log = new Log(EventOrderTest::axons, database::open);
        assertThatThrownBy(() -> scenario.play(log)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_reader_that_starts_at_the_head_misses_nothing_that_is_still_being_written() throws SQLException {
        var writers = new Log(EventOrderTest::ours, database::open);
        var slow = writers.begin().append(Instant.now(), "slow");
        writers.begin().append(Instant.now(), "fast").commit();
        var late = new Log(EventOrderTest::ours, database::open);
        slow.commit();
        late.expectEverything("slow", "fast");
    }

    private static EventStorageEngine ours(Connection connection) {
        return OpenTransaction.engineOn(connection, database);
    }

    private static EventStorageEngine axons(Connection connection) {
        var serializer = Jackson3Serializer.builder().build();
        return JdbcEventStorageEngine.builder()
                .connectionProvider(new SingleConnectionDataSource(connection, true)::getConnection)
                .transactionManager(NoTransactionManager.instance())
                .eventSerializer(serializer).snapshotSerializer(serializer)
                .build();
    }
}
