package dev.lectern.command.eventstore;

import dev.lectern.contracts.Position;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects, for whoever runs a piece of work, the last position of the events it read of aggregates or appended: what
 * {@code Lectern-Position} tells the client.
 */
public final class ReachedPosition {

    private static final ScopedValue<ReachedPosition> CURRENT = ScopedValue.newInstance();

    private @Nullable Position position;

    /** Runs the work on this thread and collects into this object. */
    public <T> T collecting(ScopedValue.CallableOp<T, RuntimeException> work) {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    public Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    static void report(Position reached) {
        if (CURRENT.isBound()) {
            var current = CURRENT.get();
            if (current.position == null || reached.isAfter(current.position)) {
                current.position = reached;
            }
        }
    }
}
