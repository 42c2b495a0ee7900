package dev.lectern.command.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lectern.contracts.event.DomainEvent;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
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

    /** What is remembered of all streams together, at the most. */
    private static final long MEMORY_BYTES = 64 << 20;
    private static final int ENTRY_BYTES = 200;

    private final EventStore events;
    private final Class<E> type;
    private final Step<E, S> step;
    private final Cache<UUID, Folded<S>> folded;

    /** @param bytes what a state takes in memory, about */
    public FoldedStreams(EventStore events, Class<E> type, Step<E, S> step, ToIntFunction<S> bytes) {
        this.events = events;
        this.type = type;
        this.step = step;
        this.folded = Caffeine.newBuilder().maximumWeight(MEMORY_BYTES)
                .<UUID, Folded<S>>weigher((_, kept) -> ENTRY_BYTES + (kept.state() == null ? 0 : bytes.applyAsInt(kept.state()))).build();
    }

    /** Empty if the stream has no events. Within a decision that may, this believes what is remembered. */
    public Optional<S> find(UUID aggregateId) {
        var known = folded.getIfPresent(aggregateId);
        var believing = Decision.believing();
        if (known != null && believing != null) {
            believing.restOn(aggregateId.toString(), known.nextSequence() - 1);
        }
        var before = known == null ? new Folded<S>(null, 0) : known;
        var committed = before;
        var after = before;
        var stream = events.readEvents(aggregateId.toString(), before.nextSequence());
        while (stream.hasNext()) {
            var event = stream.next();
            after = new Folded<>(step.evolve(after.state(), type.cast(event.getPayload())), event.getSequenceNumber() + 1);
            if (isCommitted(event)) {
                committed = after;
            }
        }
        if (committed != known) {
            folded.put(aggregateId, committed);
        }
        return Optional.ofNullable(after.state());
    }

    /** A unit of work also sees what it has written itself, and may yet take back. */
    private static boolean isCommitted(DomainEventMessage<?> event) {
        if (!CurrentUnitOfWork.isStarted()) {
            return !TransactionSynchronizationManager.isActualTransactionActive();
        }
        var decision = Decision.current();
        return decision != null && decision.end(event.getAggregateIdentifier()).filter(end -> end.sequence() >= event.getSequenceNumber()).isPresent();
    }
}
