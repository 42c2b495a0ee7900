package dev.lectern.command.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

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
    private final Clock clock;

    DevicePasswords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    DevicePassword issue(UUID account, String name, Set<Scope> scopes) {
        var password = RandomSecret.ofBytes(BYTES);
        var issued = new DevicePassword(UUID.randomUUID(), name, scopes, password.text());
        jdbc.sql("INSERT INTO command.device_password (id, account_id, name, password, scopes, created_at) VALUES (?, ?, ?, ?, ?::text[], ?)")
                .params(issued.id(), account, name, password.digest(),
                        scopes.stream().map(scope -> scope.name().toLowerCase(Locale.ROOT)).sorted().collect(Collectors.joining(",", "{", "}")),
                        Timestamp.from(clock.instant())).update();
        return issued;
    }

    /** False if the account has none of that id. */
    boolean revoke(UUID account, UUID id) {
        return jdbc.sql("DELETE FROM command.device_password WHERE id = ? AND account_id = ?").params(id, account).update() == 1;
    }
}
