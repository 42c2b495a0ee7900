package dev.lectern.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.lectern.command.EventLogDatabase;
import dev.lectern.command.MovableClock;
import dev.lectern.command.account.AuthProperties.Registration;
import dev.lectern.contracts.event.AuditEvent.SigningKeyAdded;
import dev.lectern.contracts.event.AuditEvent.SigningKeyRemoved;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which key signs, and which are published. */
class SigningKeysTest {

    private static final AuthProperties AUTH =
            new AuthProperties("lectern", Duration.ofMinutes(15), Duration.ofDays(60), Registration.OPEN, Duration.ofDays(90));

    private static HikariDataSource database;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private JdbcClient jdbc;

    @BeforeAll
    static void create() {
        database = EventLogDatabase.create("signing_keys").dataSource();
    }

    @BeforeEach
    void empty() {
        jdbc = JdbcClient.create(database);
        jdbc.sql("TRUNCATE command.signing_key").update();
    }

    @Test
    void the_first_key_signs_at_once_and_all_instances_have_it() {
        var one = keys();
        assertThat(keys().signing()).isEqualTo(one.signing());
        assertThat(one.all().getKeys()).hasSize(1);
    }

    @Test
    void a_key_signs_for_its_lifetime() {
        var keys = keys();
        var first = keys.signing();
        clock.advance(Duration.ofDays(89));
        keys.rotate();
        clock.advance(Duration.ofHours(1));
        assertThat(keys.signing()).isEqualTo(first);
        assertThat(keys.all().getKeys()).hasSize(1);
    }

    @Test
    void the_next_key_is_published_before_it_signs() {
        var one = keys();
        var other = keys();
        var first = one.signing();
        clock.advance(Duration.ofDays(91));
        assertThat(one.rotate()).hasOnlyElementsOfType(SigningKeyAdded.class).hasSize(1);
        assertThat(other.rotate()).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        assertThat(other.all().getKeys()).hasSize(2);
        assertThat(other.signing()).isEqualTo(first);
        clock.advance(SigningKeys.PUBLISHED_FIRST);
        assertThat(other.signing()).isNotEqualTo(first).isEqualTo(one.signing());
        assertThat(other.all().getKeys()).contains(first);
    }

    @Test
    void a_replaced_key_is_published_until_nothing_it_signed_is_valid() {
        var keys = keys();
        var first = keys.signing();
        clock.advance(Duration.ofDays(91));
        keys.rotate();
        clock.advance(SigningKeys.PUBLISHED_FIRST.plus(AUTH.accessToken()));
        keys.rotate();
        assertThat(keys.all().getKeys()).contains(first);
        clock.advance(Duration.ofMinutes(11));
        assertThat(keys.rotate()).singleElement().isInstanceOfSatisfying(SigningKeyRemoved.class,
                removed -> assertThat(removed.keyId()).isEqualTo(first.getKeyID()));
        clock.advance(Duration.ofMinutes(2));
        assertThat(keys.all().getKeys()).doesNotContain(first).hasSize(1);
    }

    private SigningKeys keys() {
        return new SigningKeys(jdbc, AUTH, clock);
    }
}
