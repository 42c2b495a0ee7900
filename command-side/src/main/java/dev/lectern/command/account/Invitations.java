package dev.lectern.command.account;

import dev.lectern.command.audit.AuditTrail;
import dev.lectern.contracts.event.AuditEvent.InvitationMade;
import dev.lectern.contracts.event.AuditEvent.InvitationWithdrawn;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Invitations to register. Each is good once, for a while, and perhaps for one email address only. */
@Component
class Invitations {

    private static final int CODE_BYTES = 18;

    /** @param code said only now */
    record Invitation(UUID id, String code, @Nullable String email, Instant expiresAt) {
    }

    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final Clock clock;

    Invitations(JdbcClient jdbc, AuditTrail trail, Clock clock) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.clock = clock;
    }

    @Transactional
    public Invitation issue(UUID administrator, @Nullable String email, Duration goodFor) {
        var code = RandomSecret.ofBytes(CODE_BYTES);
        var invitation = new Invitation(UUID.randomUUID(), code.text(), email, clock.instant().plus(goodFor));
        jdbc.sql("DELETE FROM command.invitation WHERE expires_at < ?").param(Timestamp.from(clock.instant())).update();
        jdbc.sql("INSERT INTO command.invitation (id, code, email, expires_at) VALUES (?, ?, ?, ?)")
                .param(invitation.id()).param(code.digest()).param(email).param(Timestamp.from(invitation.expiresAt())).update();
        trail.record(new InvitationMade(UUID.randomUUID(), administrator, invitation.id(), invitation.expiresAt(), clock.instant()));
        return invitation;
    }

    /** Uses an invitation up, in the transaction that makes the account. Empty if there is none that is good for that address. */
    Optional<UUID> redeem(String code, String email) {
        return jdbc.sql("""
                DELETE FROM command.invitation WHERE code = ? AND expires_at >= ? AND (email IS NULL OR lower(email) = lower(?))
                RETURNING id
                """).params(new RandomSecret(code).digest(), Timestamp.from(clock.instant()), email).query(UUID.class).optional();
    }

    /** False if there is none, or none any more. */
    @Transactional
    public boolean withdraw(UUID administrator, UUID id) {
        boolean was = jdbc.sql("DELETE FROM command.invitation WHERE id = ?").param(id).update() == 1;
        if (was) {
            trail.record(new InvitationWithdrawn(UUID.randomUUID(), administrator, id, clock.instant()));
        }
        return was;
    }
}
