package dev.lectern.command.eventstore;

import dev.lectern.contracts.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one unit of work wants written, all of it or nothing: events and their companions. And which streams it rests on: if
 * one of them has another end than it knew, the decision is none.
 */
public final class Decision {

    /** Where a stream ends. */
    record StreamEnd(long sequence, Position position) {
    }

    static final String RESOURCE = Decision.class.getName();

    private final boolean believing;
    private final Map<String, Long> basis = new LinkedHashMap<>();
    private final Map<String, StreamEnd> ends = new HashMap<>();
    private final Map<String, Object> aggregates = new HashMap<>();
    private final List<EventRow> events = new ArrayList<>();
    private final List<Companion> companions = new ArrayList<>();

    /** @param believing whether what is kept in memory may be taken for the end of a stream */
    Decision(boolean believing) {
        this.believing = believing;
    }

    /** The one that is being made on this thread; null in a transaction, where nothing is put off. */
    static @Nullable Decision current() {
        return CurrentUnitOfWork.isStarted() && !TransactionSynchronizationManager.isActualTransactionActive()
                ? CurrentUnitOfWork.get().root().getResource(RESOURCE) : null;
    }

    /** The one that is being made on this thread and may rest on what is kept in memory. */
    static @Nullable Decision believing() {
        var current = current();
        return current != null && current.believing ? current : null;
    }

    /** Writes a row with the events. */
    public void alongside(Companion companion) {
        companions.add(companion);
    }

    void append(List<? extends EventMessage<?>> messages) {
        for (var message : messages) {
            var event = EventRow.of(message);
            events.add(event);
            restOn(event.aggregateId(), event.sequence() - 1);
        }
    }

    /** @param last the sequence number that the stream is taken to end at; -1 for one without events */
    void restOn(String aggregateId, long last) {
        basis.merge(aggregateId, last, Math::min);
    }

    boolean restsOn(String aggregateId, long last) {
        return basis.getOrDefault(aggregateId, Long.MIN_VALUE) == last;
    }

    /** What is left of it when it came to nothing: streams that this must have been right about. */
    Decision withoutEffect() {
        events.clear();
        companions.clear();
        return this;
    }

    /** The stream has been read, or is known, up to there. */
    void reached(String aggregateId, StreamEnd end) {
        ends.merge(aggregateId, end, (one, other) -> one.sequence() > other.sequence() ? one : other);
    }

    Optional<StreamEnd> end(String aggregateId) {
        return Optional.ofNullable(ends.get(aggregateId));
    }

    /** Aggregates as they are after the decision, as Axon's repositories keep them. */
    Map<String, Object> aggregates() {
        return aggregates;
    }

    Map<String, Long> basis() {
        return basis;
    }

    List<EventRow> events() {
        return events;
    }

    List<Companion> companions() {
        return companions;
    }

    /** One of the streams that it rests on; empty if there is none. */
    String firstStream() {
        return basis.keySet().stream().findFirst().orElse("");
    }

    /** Where its last event stands. */
    Optional<Position> last(Map<String, Position> positions) {
        return events.stream().map(event -> Objects.requireNonNull(positions.get(event.id()))).max(Comparator.naturalOrder());
    }

    boolean isEmpty() {
        return basis.isEmpty() && companions.isEmpty();
    }

    /** The events stand in the log. */
    void appended(Map<String, Position> positions) {
        for (var event : events) {
            var position = Objects.requireNonNull(positions.get(event.id()));
            reached(event.aggregateId(), new StreamEnd(event.sequence(), position));
            ReachedPosition.report(position);
        }
    }

    @Override
    public String toString() {
        return events.isEmpty() ? basis.keySet().toString() : events.getFirst().toString();
    }
}
