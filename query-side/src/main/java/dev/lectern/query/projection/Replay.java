package dev.lectern.query.projection;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A projection's rows made anew beside those that serve.
 *
 * @param generation      the one that is built
 * @param replaces        the one that served when it began
 * @param auto            whether it is to serve by itself once it stands the comparison
 * @param expected        whether the projection changed, so that its rows may differ from those before
 * @param throttle        events a second at the most
 * @param percent         of the log folded, 0..100
 * @param events          how far in the log it is; an estimate, as the log's indexes have gaps
 * @param eventsTotal     how long the log is; the same
 * @param eventsPerSecond of late
 * @param secondsLeft     until it has caught up, at that rate
 * @param rows            PostgreSQL's estimate
 * @param deadLetters     events that the new rows lack, because they were refused or wait behind one
 * @param error           why it doesn't get on
 * @param requestedBy     the administrator, or nobody where the projection changed
 * @param rollbackUntil   as long as the rows before are kept ready
 * @param steps           what can be done to it now
 */
public record Replay(UUID id, String projection, int generation, int replaces, String state, boolean auto,
                     boolean expected, @Nullable Integer throttle, int segments, double percent, long events, long eventsTotal,
                     long eventsPerSecond, @Nullable Long secondsLeft, long rows, long deadLetters,
                     @Nullable Comparison comparison, @Nullable String error, @Nullable UUID requestedBy,
                     Instant startedAt, @Nullable Instant activatedAt, @Nullable Instant rollbackUntil,
                     @Nullable Instant endedAt, List<String> steps) {

    /** Whether nothing more happens to it. */
    public boolean isEnded() {
        return endedAt != null;
    }
}
