package dev.lectern.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lectern.contracts.personal.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in, and what administrators did. Each event is a stream of its own, whose aggregate id is {@link #entryId()}:
 * entries have nothing to agree on, so nobody who signs in waits for anybody else, and no stream grows with the years. Their
 * order is that of the log.
 *
 * <p>No password, token, code or email address is in any of them, and where somebody signed in from is sealed with their key.
 */
public sealed interface AuditEvent extends DomainEvent {

    UUID entryId();

    Instant at();

    /**
     * Somebody can sign in who couldn't before.
     *
     * @param invitationId the one that was used up, where there was one
     */
    @EventType("audit.account-made")
    record AccountMade(UUID entryId, UUID readerId, List<String> roles, @Nullable UUID invitationId, Instant at) implements AuditEvent {
    }

    /** @param address the network address it came from; absent of a reader who has no key any more */
    @EventType("audit.signed-in")
    record SignedIn(UUID entryId, UUID readerId, @Nullable Sealed address, Instant at) implements AuditEvent {
    }

    /**
     * Sign-ins that were refused within about a minute: with one account, or with any that don't exist.
     *
     * @param readerId the account; absent if there is none
     * @param times    how often
     * @param address  where the last came from; absent where nobody has a key to seal it with
     * @param firstAt  when the first was refused, {@code at} being when the last was
     */
    @EventType("audit.sign-ins-refused")
    record SignInsRefused(UUID entryId, @Nullable UUID readerId, int times, @Nullable Sealed address, Instant firstAt, Instant at)
            implements AuditEvent {
    }

    /** A refresh token came a second time, so that somebody has a copy of it: the sign-in it belongs to is ended. */
    @EventType("audit.refresh-token-reused")
    record RefreshTokenReused(UUID entryId, UUID readerId, @Nullable Sealed address, Instant at) implements AuditEvent {
    }

    @EventType("audit.signed-out")
    record SignedOut(UUID entryId, UUID readerId, Instant at) implements AuditEvent {
    }

    /**
     * Somebody gave themselves another password, which ended their other sign-ins.
     *
     * @param address where from; absent of a reader who has no key any more
     */
    @EventType("audit.password-changed")
    record PasswordChanged(UUID entryId, UUID readerId, @Nullable Sealed address, Instant at) implements AuditEvent {
    }

    /** @param scopes the protocols that it opens */
    @EventType("audit.device-password-made")
    record DevicePasswordMade(UUID entryId, UUID readerId, UUID devicePasswordId, List<String> scopes, Instant at) implements AuditEvent {
    }

    @EventType("audit.device-password-revoked")
    record DevicePasswordRevoked(UUID entryId, UUID readerId, UUID devicePasswordId, Instant at) implements AuditEvent {
    }

    @EventType("audit.invitation-made")
    record InvitationMade(UUID entryId, UUID administratorId, UUID invitationId, Instant expiresAt, Instant at) implements AuditEvent {
    }

    @EventType("audit.invitation-withdrawn")
    record InvitationWithdrawn(UUID entryId, UUID administratorId, UUID invitationId, Instant at) implements AuditEvent {
    }

    /** Another key is published, and soon signs access tokens. */
    @EventType("audit.signing-key-added")
    record SigningKeyAdded(UUID entryId, String keyId, Instant at) implements AuditEvent {
    }

    /** A key that was replaced verifies nothing any more. */
    @EventType("audit.signing-key-removed")
    record SigningKeyRemoved(UUID entryId, String keyId, Instant at) implements AuditEvent {
    }

    /**
     * An administrator worked on the read models.
     *
     * @param action  what they asked for, such as {@code replay.activate}
     * @param subject the path that they asked it of
     */
    @EventType("audit.administrator-acted")
    record AdministratorActed(UUID entryId, UUID administratorId, String action, String subject, Outcome outcome, Instant at)
            implements AuditEvent {
    }

    /** What became of what an administrator asked for. */
    enum Outcome {
        @JsonProperty("done") DONE,
        @JsonProperty("refused") REFUSED,
        /** The service stopped before it could say. */
        @JsonProperty("unknown") UNKNOWN
    }
}
