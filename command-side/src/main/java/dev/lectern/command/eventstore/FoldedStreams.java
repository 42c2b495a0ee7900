package dev.lectern.command.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lectern.contracts.event.DomainEvent;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What streams come to at this moment. Reads the stream itself, not a projection, so that a decision never rests on
 * something late; what was folded before is remembered, and only what came after it is read.
 *
 * @param <E> the stream's events
 * @param <S> what they come to
 */
public final class FoldedStreams<E extends DomainEvent, S> {

    /** The state after an event. */
    @FunctionalInterface
    public interface Step<E, S> {
        S evolve(@Nullable S state, E event);
    }

    private record Folded<S>(@Nullable S state, long nextSequence) {
    }

    private final EventStore events;
    private final Class<E> type;
    private final Step<E, S> step;
    private final Cache<UUID, Folded<S>> folded = Caffeine.newBuilder().maximumSize(5_000).build();

    public FoldedStreams(EventStore events, Class<E> type, Step<E, S> step) {
        this.events = events;
        this.type = type;
        this.step = step;
    }

    /** Empty if the stream has no events. */
    public Optional<S> find(UUID aggregateId) {
        var before = folded.get(aggregateId, _ -> new Folded<>(null, 0));
        var after = before;
        var stream = events.readEvents(aggregateId.toString(), before.nextSequence());
        while (stream.hasNext()) {
            var event = stream.next();
            after = new Folded<>(step.evolve(after.state(), type.cast(event.getPayload())), event.getSequenceNumber() + 1);
        }
        // a transaction also sees what it has written itself, and may yet take back
        if (after != before && !TransactionSynchronizationManager.isActualTransactionActive()) {
            folded.put(aggregateId, after);
        }
        return Optional.ofNullable(after.state());
    }
}
