package dev.lectern.query.audit;

import dev.lectern.contracts.event.AuditEvent.Outcome;
import dev.lectern.contracts.personal.PersonalKey;
import dev.lectern.query.audit.AuditQueries.Found;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log as administrators get it.
 *
 * @param action  what happened, such as {@code signed-in} or {@code replay.activate}
 * @param reader  who did it, or with whose account it was tried
 * @param subject what it was done to: an id, or a path
 * @param times   how often, where several were gathered
 * @param address where it came from
 * @param firstAt when the first of several was, {@code at} being the last
 */
@Schema(name = "AuditEntry")
record AuditEntry(UUID id, String action, @Nullable UUID reader, @Nullable String subject, @Nullable Outcome outcome, @Nullable Integer times,
                  @Nullable String address, @Nullable Instant firstAt, Instant at) {

    static AuditEntry of(Found found) {
        var row = found.row();
        return new AuditEntry(row.entryId(), row.action(), row.account(), row.subject(), row.outcome(), row.times(),
                address(row, found.key()), row.firstAt(), row.happenedAt());
    }

    private static @Nullable String address(AuditRow row, @Nullable PersonalKey key) {
        var sealed = row.address();
        return sealed == null || key == null ? null : key.open(sealed);
    }
}
