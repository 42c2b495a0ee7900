package dev.lectern.query.audit;

import dev.lectern.contracts.event.AuditEvent.Outcome;
import dev.lectern.contracts.personal.Sealed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log.
 *
 * @param readerId whose it is, so that it goes with them; {@link AuditProjection#NOBODY} of what is the service's own history
 * @param account  who did it, or with whose account it was tried
 * @param subject  what it was done to: an id, or a path
 */
record AuditRow(UUID readerId, UUID entryId, String action, @Nullable UUID account, @Nullable String subject, @Nullable Outcome outcome,
                @Nullable Integer times, @Nullable Sealed address, @Nullable Instant firstAt, Instant happenedAt) {
}
