package dev.lectern.query.projection;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that a projection refused, or that waits behind one.
 *
 * @param sequence what stands still: a row's key, or an aggregate whose event can't be read
 * @param error    why it was refused; {@code null} for what only waits
 */
public record DeadLetter(long id, String projection, int generation, String sequence, String position, UUID eventId,
                         String eventName, String aggregate, @Nullable String error, Instant parkedAt) {
}
