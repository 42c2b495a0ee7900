package dev.lectern.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Client.Answer;
import dev.lectern.command.EventLogDatabase;
import dev.lectern.command.Servers;
import dev.lectern.command.account.Accounts.Attempt.Accepted;
import dev.lectern.contracts.content.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A reader gives themselves another password, and whoever knew the old one is out. */
class PasswordChangeTest {

    private static final String OLD = "the password before";
    private static final String NEW = "the password after";

    private static ConfigurableApplicationContext service;
    private static JdbcClient jdbc;
    private static Client guest;

    private final String email = UUID.randomUUID() + "@example.org";

    @BeforeAll
    static void start() {
        service = Servers.startService("lectern.limits.enabled=true", "lectern.limits.account=3/1h", "lectern.limits.login=1000/1h");
        jdbc = service.getBean(JdbcClient.class);
        guest = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void the_new_password_signs_in_and_the_old_one_does_not() {
        var reader = register();
        assertThat(change(reader, OLD, NEW, "null").status()).isEqualTo(204);

        assertThat(login(NEW).status()).isEqualTo(200);
        assertProblem(login(OLD), 401, "wrong-credentials");
        assertThat(jdbc.sql("SELECT password_hash FROM command.account WHERE email = ?").param(email).query(String.class).single())
                .startsWith("$argon2id$");
    }

    @Test
    void the_sign_in_that_asks_goes_on_and_all_others_end() {
        var phone = register().json().get("refreshToken").asString();
        var tablet = login(OLD);
        var mine = tablet.json().get("refreshToken").asString();
        var stranger = guest.post("/api/v1/auth/register", credentials(UUID.randomUUID() + "@example.org", OLD));

        assertThat(change(tablet, OLD, NEW, "\"" + mine + "\"").status()).isEqualTo(204);

        assertProblem(refresh(phone), 401, "refresh-refused");
        assertThat(refresh(mine).status()).isEqualTo(200);
        assertThat(refresh(stranger.json().get("refreshToken").asString()).status()).as("another reader's").isEqualTo(200);
    }

    @Test
    void without_a_refresh_token_every_sign_in_ends() {
        var reader = register();
        assertThat(change(reader, OLD, NEW, "null").status()).isEqualTo(204);
        assertProblem(refresh(reader.json().get("refreshToken").asString()), 401, "refresh-refused");
    }

    @Test
    void a_wrong_password_changes_nothing_and_counts_like_a_refused_sign_in() {
        var reader = register();
        for (int i = 0; i < 3; i++) {
            assertProblem(change(reader, "not the password", NEW, "null"), 403, "wrong-password");
        }
        assertThat(jdbc.sql("SELECT times FROM command.refused_sign_in WHERE email = ?")
                .param(ContentHash.sha256().digest(email.getBytes(StandardCharsets.UTF_8))).query(Integer.class).single()).isEqualTo(3);
        var limited = change(reader, OLD, NEW, "null");
        assertProblem(limited, 429, "too-many-requests");
        assertThat(limited.header("Retry-After")).isNotNull();
        assertProblem(login(OLD), 429, "too-many-requests");
        assertThat(refresh(reader.json().get("refreshToken").asString()).status()).as("nobody is put out by that").isEqualTo(200);
    }

    @Test
    void a_password_that_is_none_is_refused() {
        var reader = register();
        assertProblem(change(reader, OLD, "short", "null"), 400, "invalid-request");
        assertProblem(change(reader, OLD, "        ", "null"), 400, "invalid-request");
        assertThat(login(OLD).status()).isEqualTo(200);
    }

    @Test
    void who_was_let_in_by_the_old_password_just_before_does_not_get_in_just_after() {
        var reader = register();
        var known = (Accepted) service.getBean(Accounts.class).authenticate(email, OLD);
        assertThat(change(reader, OLD, NEW, "null").status()).isEqualTo(204);
        assertThat(service.getBean(Tokens.class).signIn(known.account(), known.passwordHash(), "127.0.0.1")).isEmpty();
    }

    @Test
    void a_token_that_is_renewed_meanwhile_does_not_escape() throws Exception {
        var reader = register();
        var account = jdbc.sql("SELECT id FROM command.account WHERE email = ?").param(email).query(UUID.class).single();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor();
             var renewing = Servers.postgres().getPostgresDatabase().getConnection(); var statement = renewing.createStatement()) {
            renewing.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO command.refresh_token (hash, family, account_id, expires_at) "
                    + "SELECT sha256('escaped'), family, account_id, expires_at FROM command.refresh_token WHERE account_id = '" + account + "'");
            var changing = clients.submit(() -> change(reader, OLD, NEW, "null").status());
            Awaitility.await("the change waits").until(() -> jdbc.sql(
                    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%command.account%FOR UPDATE%')")
                    .query(Boolean.class).single());
            renewing.commit();
            assertThat(changing.get()).isEqualTo(204);
        }
        assertThat(jdbc.sql("SELECT count(*) FROM command.refresh_token WHERE account_id = ?").param(account).query(Integer.class).single()).isZero();
    }

    @Test
    void an_accounts_sign_ins_are_found_by_index() {
        var plans = JdbcClient.create(EventLogDatabase.create("sign_in_plan").dataSource());
        plans.sql("""
                INSERT INTO command.account (id, email, password_hash, roles, created_at)
                SELECT md5(n::text)::uuid, n || '@example.org', '', '{}', now() FROM generate_series(1, 5000) AS n
                """).update();
        plans.sql("""
                INSERT INTO command.refresh_token (hash, family, account_id, expires_at)
                SELECT sha256(n::text::bytea), gen_random_uuid(), md5((1 + n % 5000)::text)::uuid, now() FROM generate_series(1, 50000) AS n
                """).update();
        plans.sql("ANALYZE command.refresh_token").update();
        assertThat(String.join("\n", plans.sql("EXPLAIN " + Tokens.END_OTHERS).param("account", UUID.randomUUID()).param("kept", new byte[32])
                .query(String.class).list())).contains("refresh_token_account", "refresh_token_pkey").doesNotContain("Seq Scan");
    }

    private Answer register() {
        var registered = guest.post("/api/v1/auth/register", credentials(email, OLD));
        assertThat(registered.status()).isEqualTo(201);
        return registered;
    }

    private Answer login(String password) {
        return guest.post("/api/v1/auth/login", credentials(email, password));
    }

    private static Answer change(Answer signedIn, String current, String wanted, String refreshToken) {
        var body = "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\",\"refreshToken\":%s}".formatted(current, wanted, refreshToken);
        return guest.withToken(signedIn.json().get("accessToken").asString())
                .send("PUT", "/api/v1/me/password", body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private static Answer refresh(String token) {
        return guest.post("/api/v1/auth/refresh", "{\"refreshToken\":\"" + token + "\"}");
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.json().get("type").asString()).isEqualTo("https://lectern.dev/problems/" + code);
    }
}
