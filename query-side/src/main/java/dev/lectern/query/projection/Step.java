package dev.lectern.query.projection;

import dev.lectern.contracts.event.ReaderEvent.ReaderErased;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event and the rows it touches.
 *
 * @param keys   as they are stored, each once
 * @param failed why the rows aren't known: the event can't be read, or the projection refuses it
 */
record Step<K extends Record>(DecodedEvent event, List<K> keys, @Nullable RuntimeException failed) {

    /** What a projection makes of an event, for all of its segments. */
    static <K extends Record> Step<K> of(Projection<K, ?> projection, DecodedEvent event) {
        try {
            return new Step<>(event, distinct(projection.keys(event.event()).map(projection.table()::keyAsStored).toList()), null);
        } catch (RuntimeException e) {
            return new Step<>(event, List.of(), e);
        }
    }

    private static <K> List<K> distinct(List<K> keys) {
        return keys.size() < 2 ? keys : List.copyOf(new LinkedHashSet<>(keys));
    }

    /** The reader whose rows go, all of them. */
    @Nullable UUID erased() {
        return failed == null && event.event() instanceof ReaderErased erased ? erased.readerId() : null;
    }

    /** Whether no row of any segment can change by it. */
    boolean isIdle() {
        return keys.isEmpty() && failed == null && erased() == null;
    }

    Step<K> with(List<K> fewer) {
        return new Step<>(event, fewer, failed);
    }
}
