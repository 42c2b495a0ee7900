package dev.lectern.command.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.DomainEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The streams that were loaded last, so that loading an aggregate again reads only what was appended since.
 *
 * <p>Axon's own cache keeps aggregates instead. One that another instance has overtaken decides on what was: an append
 * then collides and is decided anew, but a decision to append nothing stands, and is wrong. And one whose unit of work
 * succeeded within a transaction that failed is ahead of the log. A stream only grows, so what is kept of it here can be
 * behind but not wrong, and whoever loads it asks the log for the rest.
 */
final class RecentStreams {

    /** What a message weighs beside its payload, about. */
    private static final int MESSAGE_BYTES = 400;

    /** An event as aggregates are given it. */
    record Event(DomainEventMessage<DomainEvent> message, Position position, int bytes) {
    }

    /** What the log holds of one stream from an event on, in order. */
    @FunctionalInterface
    interface Log {
        List<Event> from(long sequence);
    }

    /** A stream from its snapshot on, or from its first event if it has none, as far as it was read. */
    private record Stream(Snapshots.@Nullable Stored snapshot, List<Event> events) {

        long first() {
            return snapshot == null ? 0 : snapshot.sequence() + 1;
        }

        long next() {
            return first() + events.size();
        }

        Stream followedBy(List<Event> more) {
            var all = new ArrayList<>(events);
            all.addAll(more);
            return new Stream(snapshot, List.copyOf(all));
        }

        int bytes() {
            return events.stream().mapToInt(event -> event.bytes() + MESSAGE_BYTES).sum() + (snapshot == null ? 0 : snapshot.state().length());
        }
    }

    private final Cache<String, Stream> streams;

    /** @param bytes how much is kept, about; 0 for nothing */
    RecentStreams(long bytes) {
        streams = Caffeine.newBuilder().maximumWeight(bytes).<String, Stream>weigher((_, stream) -> stream.bytes())
                .executor(Runnable::run).build();
    }

    /** The snapshot that the stream is known from; empty if it is known from its first event, null if it isn't known. */
    @Nullable Optional<Snapshots.Stored> snapshotOf(String aggregateId) {
        var known = streams.getIfPresent(aggregateId);
        return known == null ? null : Optional.ofNullable(known.snapshot());
    }

    /** What is read from here on follows that snapshot. */
    void startFrom(String aggregateId, Snapshots.Stored snapshot) {
        streams.put(aggregateId, new Stream(snapshot, List.of()));
    }

    /** The stream has a newer snapshot: what came before it is of no use any more. */
    void forget(String aggregateId) {
        streams.invalidate(aggregateId);
    }

    /** The stream's events from one on, as they stand in the log at this moment. */
    List<Event> read(String aggregateId, long first, Log log) {
        var known = streams.getIfPresent(aggregateId);
        if (known == null && first == 0) {
            known = new Stream(null, List.of());
        }
        if (known == null || first < known.first() || first > known.next()) {
            return log.from(first);
        }
        var more = log.from(known.next());
        var now = more.isEmpty() ? known : known.followedBy(more);
        if (now != known) {
            rememberOnceCommitted(aggregateId, now);
        }
        return now.events().subList((int) (first - now.first()), now.events().size());
    }

    /** A transaction also reads what it has written itself, and may yet take back. */
    private void rememberOnceCommitted(String aggregateId, Stream stream) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    streams.put(aggregateId, stream);
                }
            });
        } else {
            streams.put(aggregateId, stream);
        }
    }
}
