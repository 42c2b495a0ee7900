package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.BookEvent.BookDeleted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** What is kept of streams, and what is asked of the log. */
class RecentStreamsTest {

    private static final String BOOK = "a book";

    private final RecentStreams recent = new RecentStreams(1 << 20);
    private final List<RecentStreams.Event> log = new ArrayList<>();
    private final List<Long> asked = new ArrayList<>();

    @Test
    void a_stream_that_is_known_is_asked_only_for_what_came_after() {
        append(3);
        assertThat(read(0)).containsExactly(0L, 1L, 2L);
        append(2);
        assertThat(read(0)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(read(2)).containsExactly(2L, 3L, 4L);
        assertThat(asked).containsExactly(0L, 3L, 5L);
    }

    @Test
    void a_stream_is_known_from_its_snapshot_on() {
        append(8);
        recent.startFrom(BOOK, snapshotAt(5));
        assertThat(recent.snapshotOf(BOOK)).contains(snapshotAt(5));
        assertThat(read(6)).containsExactly(6L, 7L);
        assertThat(read(6)).containsExactly(6L, 7L);
        assertThat(read(2)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(asked).containsExactly(6L, 8L, 2L);
    }

    @Test
    void a_part_of_a_stream_is_not_taken_for_the_whole() {
        append(3);
        assertThat(read(2)).containsExactly(2L);
        assertThat(recent.snapshotOf(BOOK)).isNull();
        assertThat(read(0)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void a_stream_known_from_its_first_event_has_no_snapshot_to_ask_for() {
        append(1);
        read(0);
        assertThat(recent.snapshotOf(BOOK)).isEqualTo(Optional.empty());
        recent.forget(BOOK);
        assertThat(recent.snapshotOf(BOOK)).isNull();
    }

    @Test
    void what_a_transaction_has_read_is_kept_when_it_has_committed() {
        append(1);
        inTransaction(false);
        assertThat(read(0)).containsExactly(0L);
        assertThat(asked).containsExactly(0L, 1L);
    }

    @Test
    void what_a_transaction_has_taken_back_was_never_known() {
        append(1);
        inTransaction(true);
        log.clear();
        assertThat(read(0)).isEmpty();
    }

    @Test
    void without_memory_everything_is_asked_for() {
        var none = new RecentStreams(0);
        append(1);
        for (int i = 0; i < 3; i++) {
            none.read(BOOK, 0, this::from);
        }
        assertThat(asked).containsOnly(0L);
    }

    private void inTransaction(boolean rollback) {
        new TransactionTemplate(new NothingToCommit()).executeWithoutResult(status -> {
            read(0);
            if (rollback) {
                status.setRollbackOnly();
            }
        });
    }

    private void append(int events) {
        for (int i = 0; i < events; i++) {
            log.add(new RecentStreams.Event(new GenericDomainEventMessage<>("Book", BOOK, log.size(),
                    new BookDeleted(UUID.randomUUID(), UUID.randomUUID(), Instant.EPOCH)), new Position(1, log.size()), 100));
        }
    }

    private List<RecentStreams.Event> from(long sequence) {
        asked.add(sequence);
        return List.copyOf(log.subList((int) Math.min(sequence, log.size()), log.size()));
    }

    private List<Long> read(long first) {
        return recent.read(BOOK, first, this::from).stream().map(event -> event.message().getSequenceNumber()).toList();
    }

    private static Snapshots.Stored snapshotAt(long sequence) {
        return new Snapshots.Stored(BOOK, "Book", "some.Book", "shape", sequence, "{}", new Position(1, sequence));
    }

    /** Transactions of nothing, for what is called after them. */
    private static final class NothingToCommit extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            // nothing is begun
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            // nothing is written
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            // nothing was written
        }
    }
}
