package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.EventLogDatabase;
import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.BookEvent.BookDeleted;
import dev.lectern.contracts.log.EventLog;
import dev.lectern.contracts.log.RecordedEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Writers that commit in any order, and readers that follow them meanwhile. */
class ManyWritersTest {

    private static final int WRITERS = 8;
    private static final int EVENTS_OF_EACH = 20_000;
    private static final int READERS = 4;

    private static EventLogDatabase database;

    @BeforeAll
    static void create() {
        database = EventLogDatabase.create("many_writers");
    }

    @Test
    void every_reader_sees_every_event_once_and_each_aggregates_in_order() throws Exception {
        var writing = new AtomicInteger(WRITERS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = new ArrayList<Future<List<RecordedEvent>>>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> follow(writing)));
            }
            var writers = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(() -> {
                    try {
                        return write(writer);
                    } finally {
                        writing.decrementAndGet();
                    }
                });
            }
            int written = 0;
            for (var writer : threads.invokeAll(writers)) {
                written += writer.get();
            }
            assertThat(written).isEqualTo(WRITERS * EVENTS_OF_EACH);
            for (var reader : readers) {
                assertOnceAndInOrder(reader.get(), written);
            }
        }
    }

    /** Two writers share each pair of aggregates, so their transactions meet there too. */
    private static int write(int writer) throws SQLException {
        var random = new Random(writer);
        int written = 0;
        while (written < EVENTS_OF_EACH) {
            var aggregate = "aggregate " + (writer / 2) * 2 + random.nextInt(2);
            int events = Math.min(1 + random.nextInt(60), EVENTS_OF_EACH - written);
            try (var connection = database.open()) {
                connection.setAutoCommit(false);
                try {
                    if (random.nextInt(3) == 0) {
                        // some transactions have an id long before they append
                        connection.createStatement().executeQuery("SELECT pg_current_xact_id()").close();
                    }
                    var engine = OpenTransaction.engineOn(connection, database);
                    long next = engine.lastSequenceNumberFor(aggregate).orElse(-1L) + 1;
                    var batch = new ArrayList<GenericDomainEventMessage<?>>();
                    for (int i = 0; i < events; i++) {
                        batch.add(new GenericDomainEventMessage<>("Test", aggregate, next + i,
                                new BookDeleted(new UUID(writer, written + i), new UUID(0, 0), Instant.EPOCH)));
                    }
                    LockSupport.parkNanos(random.nextInt(2_000_000));
                    OpenTransaction.append(engine, batch);
                    LockSupport.parkNanos(random.nextInt(5_000_000));
                    connection.commit();
                    written += events;
                } catch (ConcurrencyException anotherWasFaster) {
                    connection.rollback();
                }
            }
        }
        return written;
    }

    private static List<RecordedEvent> follow(AtomicInteger writing) throws SQLException {
        var seen = new ArrayList<RecordedEvent>();
        var position = Position.START;
        try (var connection = database.open()) {
            while (true) {
                boolean last = writing.get() == 0;
                var page = EventLog.readAfter(connection, position, 700);
                seen.addAll(page);
                if (!page.isEmpty()) {
                    position = page.getLast().position();
                } else if (last) {
                    return seen;
                }
            }
        }
    }

    private static void assertOnceAndInOrder(List<RecordedEvent> seen, int written) {
        assertThat(seen).hasSize(written);
        var ids = new HashSet<UUID>();
        Map<String, Long> next = new HashMap<>();
        for (var event : seen) {
            assertThat(ids.add(event.id())).isTrue();
            assertThat(event.sequence()).as(event.aggregateId()).isEqualTo(next.getOrDefault(event.aggregateId(), 0L));
            next.put(event.aggregateId(), event.sequence() + 1);
        }
    }
}
