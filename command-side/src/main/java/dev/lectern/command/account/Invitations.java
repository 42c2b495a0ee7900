package dev.lectern.command.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Invitations to register. Each is good once, for a while, and perhaps for one email address only. */
@Component
class Invitations {

    private static final int CODE_BYTES = 18;

    /** @param code said only now */
    record Invitation(UUID id, String code, @Nullable String email, Instant expiresAt) {
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Invitations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Invitation issue(@Nullable String email, Duration goodFor) {
        var code = RandomSecret.ofBytes(CODE_BYTES);
        var invitation = new Invitation(UUID.randomUUID(), code.text(), email, clock.instant().plus(goodFor));
        jdbc.sql("DELETE FROM command.invitation WHERE expires_at < ?").param(Timestamp.from(clock.instant())).update();
        jdbc.sql("INSERT INTO command.invitation (id, code, email, expires_at) VALUES (?, ?, ?, ?)")
                .param(invitation.id()).param(code.digest()).param(email).param(Timestamp.from(invitation.expiresAt())).update();
        return invitation;
    }

    /** Uses an invitation up, in the transaction that makes the account. False if it isn't good for that address. */
    boolean redeem(String code, String email) {
        return jdbc.sql("DELETE FROM command.invitation WHERE code = ? AND expires_at >= ? AND (email IS NULL OR lower(email) = lower(?))")
                .params(new RandomSecret(code).digest(), Timestamp.from(clock.instant()), email).update() == 1;
    }

    /** False if there is none, or none any more. */
    boolean withdraw(UUID id) {
        return jdbc.sql("DELETE FROM command.invitation WHERE id = ?").param(id).update() == 1;
    }
}
