package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.EventLogDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Axon's processors are given of the log, and when. */
class LogStreamTest {

    private static EventLogDatabase database;

    private final EventNotifier notifier = new EventNotifier(JdbcClient.create(database.dataSource()));
    private final GroupCommit group = new GroupCommit(database.dataSource(), notifier);
    private final LogEventStore store = new LogEventStore(new PostgresEventStorageEngine(database.dataSource(), notifier, group), notifier);

    @BeforeAll
    static void create() {
        database = EventLogDatabase.create("log_stream");
    }

    @BeforeEach
    void start() {
        database.empty("events.event");
        notifier.start();
    }

    @AfterEach
    void stop() {
        notifier.stop();
    }

    @Test
    void a_stream_has_what_is_there_and_then_what_comes() throws Exception {
        append("a", 700);
        try (var stream = store.openStream(null)) {
            assertThat(next(stream, 700)).containsOnly("a");
            append("b", 2);
            assertThat(next(stream, 2)).containsExactly("b", "b");
        }
    }

    @Test
    void whoever_waits_for_a_stream_is_told_that_there_is_more() throws Exception {
        var told = new Semaphore(0);
        try (var stream = store.openStream(null)) {
            assertThat(stream.setOnAvailableCallback(told::release)).isTrue();
            assertThat(stream.hasNextAvailable()).isFalse();
            told.drainPermits();
            append("a", 1);
            told.acquire();
            assertThat(next(stream, 1)).containsExactly("a");
        }
    }

    @Test
    void a_stream_begins_after_its_token() throws Exception {
        append("before", 1);
        var token = store.createHeadToken();
        append("after", 1);
        try (var stream = store.openStream(token)) {
            assertThat(next(stream, 1)).containsExactly("after");
            assertThat(stream.peek()).isEmpty();
        }
    }

    private void append(String aggregate, int events) {
        group.write(Deciding.toAppend(aggregate, 0, events));
    }

    private static List<String> next(TrackingEventStream stream, int count) throws InterruptedException {
        var aggregates = new ArrayList<String>();
        while (aggregates.size() < count && stream.hasNextAvailable(10, TimeUnit.SECONDS)) {
            aggregates.add(((DomainEventMessage<?>) stream.nextAvailable()).getAggregateIdentifier());
        }
        return aggregates;
    }
}
