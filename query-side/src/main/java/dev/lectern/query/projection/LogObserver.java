package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import java.util.List;

/**
 * Sees the log go by on every instance, whatever segments it has claimed: each event once and in order, from some
 * thousand before the log's head at the start on. What readers get may lag behind what was observed, and never leads it:
 * {@link Positions#current()} is no further than what every observer has seen.
 *
 * <p>Observers are called by the one thread that reads the log, so they do no I/O. One that throws has missed what it was
 * told; the log goes on without it.
 */
public interface LogObserver {

    /** Before anything else: every later event is seen. */
    void observingFrom(Position start);

    /** The next events; at least one. */
    void seen(List<DecodedEvent> events);
}
