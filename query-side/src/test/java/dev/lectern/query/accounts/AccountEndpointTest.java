package dev.lectern.query.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class AccountEndpointTest {

    private static final String INVITATIONS = "/api/v1/auth/invitations";
    private static final String DEVICE_PASSWORDS = "/api/v1/me/device-passwords";
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private static QuerySide querySide;
    private static JdbcClient commandSide;

    private final UUID reader = UUID.randomUUID();

    /** The command side's tables, with what it grants. */
    @BeforeAll
    static void start() {
        querySide = QuerySide.start(Map.of());
        commandSide = JdbcClient.create(querySide.database().owner());
        Stream.of("CREATE SCHEMA command",
                "CREATE TABLE command.invitation (id uuid PRIMARY KEY, code bytea NOT NULL UNIQUE, email text, expires_at timestamptz NOT NULL)",
                "CREATE INDEX invitation_expiry ON command.invitation (expires_at, id)",
                "CREATE TABLE command.device_password (id uuid PRIMARY KEY, account_id uuid NOT NULL, name text NOT NULL, "
                        + "password bytea NOT NULL UNIQUE, scopes text[] NOT NULL, created_at timestamptz NOT NULL)",
                "CREATE INDEX device_password_age ON command.device_password (account_id, created_at, id)",
                "GRANT USAGE ON SCHEMA command TO " + TestPostgres.SERVICE,
                "GRANT SELECT (id, email, expires_at) ON command.invitation TO " + TestPostgres.SERVICE,
                "GRANT SELECT ON command.device_password TO " + TestPostgres.SERVICE).forEach(sql -> commandSide.sql(sql).update());
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @BeforeEach
    void nobodyIsInvited() {
        commandSide.sql("TRUNCATE command.invitation").update();
    }

    private static UUID invited(@Nullable String email, Instant expiresAt) {
        var id = UUID.randomUUID();
        commandSide.sql("INSERT INTO command.invitation VALUES (:id, :code, :email, :at)").param("id", id).param("code", secret())
                .param("email", email).param("at", expiresAt.atOffset(ZoneOffset.UTC)).update();
        return id;
    }

    private static UUID device(UUID reader, String name, String scopes, Instant createdAt) {
        var id = UUID.randomUUID();
        commandSide.sql("INSERT INTO command.device_password VALUES (?, ?, ?, ?, ?::text[], ?)")
                .params(id, reader, name, secret(), scopes, createdAt.atOffset(ZoneOffset.UTC)).update();
        return id;
    }

    private static byte[] secret() {
        return ("digest " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void invitations_that_are_still_good_are_listed_without_their_codes() {
        var later = invited(null, Instant.now().plusSeconds(7200));
        var sooner = invited("jane@example.org", Instant.now().plusSeconds(3600));
        invited("too@late.example", Instant.now().minusSeconds(1));

        var list = querySide.asAdmin().get(INVITATIONS);

        assertThat(list.each("id")).containsExactly(sooner.toString(), later.toString());
        assertThat(list.json().get("items").get(0).propertyNames()).containsExactlyInAnyOrder("id", "email", "expiresAt");
        assertThat(list.json().get("items").get(0).get("email").asString()).isEqualTo("jane@example.org");
        assertThat(querySide.as(reader).get(INVITATIONS).status()).isEqualTo(403);
    }

    @Test
    void invitations_are_listed_page_by_page() {
        for (int i = 0; i < 5; i++) {
            invited(null, Instant.now().plusSeconds(3600));
        }
        var first = querySide.asAdmin().get(INVITATIONS + "?limit=3");
        var second = querySide.asAdmin().get(INVITATIONS + "?limit=3&cursor=" + first.json().get("next").asString());

        assertThat(Stream.concat(first.each("id").stream(), second.each("id").stream())).hasSize(5).doesNotHaveDuplicates();
        assertThat(second.json().get("next").isNull()).isTrue();
    }

    @Test
    void a_reader_sees_their_own_devices_and_no_password() {
        var kobo = device(reader, "Kobo", "{kosync,opds}", NOON.plusSeconds(1));
        var tablet = device(reader, "Tablet", "{opds}", NOON);
        device(UUID.randomUUID(), "Somebody else's", "{opds}", NOON);

        var list = querySide.as(reader).get(DEVICE_PASSWORDS);

        assertThat(list.each("id")).containsExactly(tablet.toString(), kobo.toString());
        assertThat(list.json().get("items").get(1).toString()).isEqualTo("""
                {"id":"%s","name":"Kobo","scopes":["kosync","opds"],"createdAt":"2026-01-02T12:00:01Z"}""".formatted(kobo));
        var first = querySide.as(reader).get(DEVICE_PASSWORDS + "?limit=1");
        assertThat(querySide.as(reader).get(DEVICE_PASSWORDS + "?limit=1&cursor=" + first.json().get("next").asString()).each("name"))
                .containsExactly("Kobo");
    }

    @Test
    void a_cursor_from_elsewhere_is_refused() {
        device(reader, "Kobo", "{opds}", NOON);
        device(reader, "Tablet", "{opds}", NOON);
        var cursor = querySide.as(reader).get(DEVICE_PASSWORDS + "?limit=1").json().get("next").asString();

        assertThat(querySide.asAdmin().get(INVITATIONS + "?cursor=" + cursor).status()).isEqualTo(400);
        assertThat(querySide.as(reader).get(DEVICE_PASSWORDS + "?cursor=x").status()).isEqualTo(400);
        assertThat(querySide.as(reader).get(DEVICE_PASSWORDS + "?limit=501").status()).isEqualTo(400);
    }

    @Test
    void both_lists_are_read_from_their_indexes() {
        commandSide.sql("""
                INSERT INTO command.invitation SELECT gen_random_uuid(), n::text::bytea, NULL, now() + n * interval '1 hour'
                  FROM generate_series(1, 5000) n
                """).update();
        commandSide.sql("""
                INSERT INTO command.device_password SELECT gen_random_uuid(), gen_random_uuid(), 'x', n::text::bytea, '{opds}', now()
                  FROM generate_series(1, 5000) n
                """).update();
        var jdbc = new NamedParameterJdbcTemplate(querySide.database().owner());
        jdbc.getJdbcTemplate().execute("ANALYZE command.invitation, command.device_password");
        var parameters = Map.of("reader", reader, "at", NOON.toString(), "id", new UUID(0, 0), "limit", 101);

        assertThat(String.join("\n", jdbc.queryForList("EXPLAIN " + AccountQueries.INVITATIONS, parameters, String.class)))
                .contains("invitation_expiry").doesNotContain("Seq Scan", "Sort");
        assertThat(String.join("\n", jdbc.queryForList("EXPLAIN " + AccountQueries.DEVICE_PASSWORDS, parameters, String.class)))
                .contains("device_password_age").doesNotContain("Seq Scan", "Sort");
    }
}
