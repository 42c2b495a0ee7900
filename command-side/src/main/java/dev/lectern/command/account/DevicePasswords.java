package dev.lectern.command.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lectern.command.audit.AuditTrail;
import dev.lectern.contracts.event.AuditEvent.DevicePasswordMade;
import dev.lectern.contracts.event.AuditEvent.DevicePasswordRevoked;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Passwords of devices that sign in with Basic authentication: random, one for each device, and good for one purpose. */
@Component
class DevicePasswords {

    private static final int BYTES = 15;

    /** The protocol that a password opens. */
    enum Scope {
        @JsonProperty("opds") OPDS,
        @JsonProperty("kosync") KOSYNC
    }

    /** @param password said only now */
    record DevicePassword(UUID id, String name, Set<Scope> scopes, String password) {
    }

    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final Clock clock;

    DevicePasswords(JdbcClient jdbc, AuditTrail trail, Clock clock) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.clock = clock;
    }

    @Transactional
    public DevicePassword issue(UUID account, String name, Set<Scope> scopes) {
        var password = RandomSecret.ofBytes(BYTES);
        var issued = new DevicePassword(UUID.randomUUID(), name, scopes, password.text());
        var words = scopes.stream().map(scope -> scope.name().toLowerCase(Locale.ROOT)).sorted().toList();
        var now = clock.instant();
        jdbc.sql("INSERT INTO command.device_password (id, account_id, name, password, scopes, created_at) VALUES (?, ?, ?, ?, ?::text[], ?)")
                .params(issued.id(), account, name, password.digest(), "{" + String.join(",", words) + "}", Timestamp.from(now)).update();
        trail.record(new DevicePasswordMade(UUID.randomUUID(), account, issued.id(), words, now));
        return issued;
    }

    /** False if the account has none of that id. */
    @Transactional
    public boolean revoke(UUID account, UUID id) {
        boolean was = jdbc.sql("DELETE FROM command.device_password WHERE id = ? AND account_id = ?").params(id, account).update() == 1;
        if (was) {
            trail.record(new DevicePasswordRevoked(UUID.randomUUID(), account, id, clock.instant()));
        }
        return was;
    }
}
