package dev.lectern.command.account;

import dev.lectern.contracts.content.ContentHash;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sign-ins that were refused, gathered so that whoever tries passwords can't fill the log: whatever they do, it grows by one event
 * a minute for each account that they know, and by one for all those that don't exist. What a limit refuses is not even tried,
 * and not counted here.
 *
 * <p>Both kinds are written down in the same way, lest the time that it takes tell which accounts there are.
 */
@Component
class RefusedSignIns {

    private record Gathered(@Nullable UUID account, int times, String address, Instant firstAt, Instant lastAt) {
    }

    private final JdbcClient jdbc;
    private final SignInTrail trail;
    private final Clock clock;

    RefusedSignIns(JdbcClient jdbc, SignInTrail trail, Clock clock) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.clock = clock;
    }

    /** @param account that has the email address, if one has */
    void count(String email, @Nullable UUID account, String address) {
        jdbc.sql("""
                INSERT INTO command.refused_sign_in AS gathered (email, account_id, times, address, first_at, last_at)
                VALUES (:email, :account, 1, :address, :now, :now)
                ON CONFLICT (email) DO UPDATE SET times = gathered.times + 1, address = excluded.address, last_at = excluded.last_at
                """).param("email", ContentHash.sha256().digest(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)))
                .param("account", account).param("address", address).param("now", Timestamp.from(clock.instant())).update();
    }

    /** Tells the log what was gathered since the last time. */
    @Transactional
    public void record() {
        var gathered = jdbc.sql("DELETE FROM command.refused_sign_in RETURNING account_id, times, address, first_at, last_at")
                .query((row, _) -> gatheredOf(row)).list();
        var strangers = gathered.stream().filter(refused -> refused.account() == null).toList();
        for (var refused : gathered) {
            var account = refused.account();
            if (account != null) {
                trail.refused(account, refused.times(), refused.address(), refused.firstAt(), refused.lastAt());
            }
        }
        if (!strangers.isEmpty()) {
            trail.refusedToStrangers(strangers.stream().mapToInt(Gathered::times).sum(), earliest(strangers), latest(strangers));
        }
    }

    private static Instant earliest(List<Gathered> refused) {
        return refused.stream().map(Gathered::firstAt).min(Instant::compareTo).orElseThrow();
    }

    private static Instant latest(List<Gathered> refused) {
        return refused.stream().map(Gathered::lastAt).max(Instant::compareTo).orElseThrow();
    }

    private static Gathered gatheredOf(ResultSet row) throws SQLException {
        return new Gathered(row.getObject("account_id", UUID.class), row.getInt("times"), row.getString("address"),
                row.getTimestamp("first_at").toInstant(), row.getTimestamp("last_at").toInstant());
    }

    void forget(UUID account) {
        jdbc.sql("DELETE FROM command.refused_sign_in WHERE account_id = ?").param(account).update();
    }
}
