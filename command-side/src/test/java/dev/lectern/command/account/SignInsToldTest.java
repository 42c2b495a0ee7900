package dev.lectern.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Client.Answer;
import dev.lectern.command.EventLogDatabase;
import dev.lectern.command.Servers;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.personal.PersonalKey;
import dev.lectern.contracts.personal.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;

/** What the log is told of those who sign in, and of those who may not. */
class SignInsToldTest {

    private static final String PASSWORD = "a long password";

    private static final EmbeddedKafkaKraftBroker KAFKA = Servers.startKafka();

    private static ConfigurableApplicationContext service;
    private static JdbcClient jdbc;
    private static Client guest;

    private final String email = UUID.randomUUID() + "@example.org";

    @BeforeAll
    static void start() {
        service = Servers.startService("lectern.postgres.url=" + EventLogDatabase.create("sign_ins_told").url(),
                "lectern.kafka.bootstrap=" + KAFKA.getBrokersAsString());
        // what is gathered is told when the tests say so
        service.getBean("backgroundScheduler", SmartLifecycle.class).stop();
        service.getBean(RefusedSignIns.class).record();
        jdbc = service.getBean(JdbcClient.class);
        guest = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @AfterAll
    static void stop() {
        service.close();
        KAFKA.destroy();
    }

    @Test
    void the_first_administrator_and_whoever_registers_are_told_of() {
        var reader = register();
        assertThat(told(reader)).containsExactly("audit.account-made", "audit.signed-in");
        assertThat(payloads("audit.account-made").stream().map(made -> made.get("roles").toString())).contains("[\"READER\",\"ADMIN\"]", "[\"READER\"]");
    }

    @Test
    void a_sign_in_is_one_event_that_says_where_from_to_those_who_have_the_readers_key() {
        var reader = register();
        assertThat(login(PASSWORD).status()).isEqualTo(200);

        assertThat(told(reader)).containsExactly("audit.account-made", "audit.signed-in", "audit.signed-in");
        var signedIn = payloads("audit.signed-in").stream().filter(event -> isOf(reader, event)).findFirst().orElseThrow();
        assertThat(key(reader).open(new Sealed(signedIn.get("address").asString()))).isEqualTo("127.0.0.1");
        assertThat(everything(reader)).doesNotContain(email, PASSWORD, "127.0.0.1", "anonymous");
    }

    @Test
    void nobody_who_signs_in_stands_in_anothers_way() throws Exception {
        var reader = register();
        try (var devices = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = devices.invokeAll(IntStream.range(0, 12).<Callable<Integer>>mapToObj(_ -> () -> login(PASSWORD).status()).toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(told(reader).stream().filter("audit.signed-in"::equals)).hasSize(13);
    }

    @Test
    void refused_sign_ins_are_gathered_by_account_and_told_at_once() {
        var reader = register();
        for (int i = 0; i < 3; i++) {
            assertThat(login("not the password").status()).isEqualTo(401);
        }
        assertThat(told(reader)).as("not told yet").containsExactly("audit.account-made", "audit.signed-in");

        service.getBean(RefusedSignIns.class).record();
        service.getBean(RefusedSignIns.class).record();

        assertThat(told(reader)).containsExactly("audit.account-made", "audit.signed-in", "audit.sign-ins-refused");
        var refused = payloads("audit.sign-ins-refused").stream().filter(event -> isOf(reader, event)).findFirst().orElseThrow();
        assertThat(refused.get("times").asInt()).isEqualTo(3);
        assertThat(key(reader).open(new Sealed(refused.get("address").asString()))).isEqualTo("127.0.0.1");
        assertThat(everything(reader)).doesNotContain(email, "not the password");
    }

    @Test
    void what_was_gathered_is_told_without_anybodys_doing() {
        assertThat(jdbc.sql("SELECT task_name FROM command.scheduled_tasks").query(String.class).list()).contains("record-refused-sign-ins");
    }

    @Test
    void who_tries_many_addresses_that_nobody_has_adds_one_event() {
        int before = payloads("audit.sign-ins-refused").size();
        for (int i = 0; i < 5; i++) {
            guest.post("/api/v1/auth/login", credentials(UUID.randomUUID() + "@example.org", PASSWORD));
        }
        service.getBean(RefusedSignIns.class).record();

        var told = payloads("audit.sign-ins-refused");
        assertThat(told).hasSize(before + 1);
        assertThat(told.getLast().has("readerId")).isFalse();
        assertThat(told.getLast().get("times").asInt()).isEqualTo(5);
    }

    @Test
    void a_refresh_token_that_comes_twice_is_told_of_once() {
        var reader = register();
        var refreshToken = login(PASSWORD).json().get("refreshToken").asString();
        assertThat(refresh(refreshToken).status()).isEqualTo(200);
        assertThat(refresh(refreshToken).status()).isEqualTo(401);
        assertThat(refresh(refreshToken).status()).isEqualTo(401);

        assertThat(told(reader)).containsExactly("audit.account-made", "audit.signed-in", "audit.signed-in", "audit.refresh-token-reused");
        assertThat(everything(reader)).doesNotContain(refreshToken);
    }

    @Test
    void a_sign_out_is_told_of_and_one_of_nobody_is_not() {
        var reader = register();
        var refreshToken = login(PASSWORD).json().get("refreshToken").asString();
        for (int i = 0; i < 2; i++) {
            assertThat(guest.post("/api/v1/auth/logout", "{\"refreshToken\":\"" + refreshToken + "\"}").status()).isEqualTo(204);
        }
        assertThat(told(reader)).containsExactly("audit.account-made", "audit.signed-in", "audit.signed-in", "audit.signed-out");
    }

    @Test
    void another_password_is_told_of_and_neither_password_is() {
        var reader = register();
        var client = signedIn(PASSWORD);
        var wanted = "{\"currentPassword\":\"" + PASSWORD + "\",\"newPassword\":\"another long password\"}";
        assertThat(client.send("PUT", "/api/v1/me/password", wanted.getBytes(StandardCharsets.UTF_8), "application/json").status()).isEqualTo(204);

        assertThat(told(reader)).containsExactly("audit.account-made", "audit.signed-in", "audit.signed-in", "audit.password-changed");
        var changed = payloads("audit.password-changed").stream().filter(event -> isOf(reader, event)).findFirst().orElseThrow();
        assertThat(key(reader).open(new Sealed(changed.get("address").asString()))).isEqualTo("127.0.0.1");
        assertThat(everything(reader)).doesNotContain(PASSWORD, "another long password", "argon2");
    }

    @Test
    void device_passwords_and_invitations_are_told_of_without_what_they_open() {
        var reader = register();
        var client = signedIn(PASSWORD);
        var device = client.post("/api/v1/me/device-passwords", "{\"name\":\"My Kobo\",\"scopes\":[\"opds\"]}").json();
        client.delete("/api/v1/me/device-passwords/" + device.get("id").asString());
        client.delete("/api/v1/me/device-passwords/" + device.get("id").asString());
        assertThat(told(reader).subList(3, 5)).containsExactly("audit.device-password-made", "audit.device-password-revoked");
        assertThat(everything(reader)).doesNotContain("My Kobo", device.get("password").asString());

        var administrator = administrator();
        var invitation = administrator.post("/api/v1/auth/invitations", "{\"email\":\"someone@example.org\"}").json();
        administrator.delete("/api/v1/auth/invitations/" + invitation.get("id").asString());
        assertThat(jdbc.sql("SELECT name FROM events.event WHERE payload ->> 'invitationId' = ? ORDER BY tx, index").param(invitation.get("id").asString())
                .query(String.class).list()).containsExactly("audit.invitation-made", "audit.invitation-withdrawn");
        assertThat(payloads("audit.invitation-made").toString()).doesNotContain("someone@example.org", invitation.get("code").asString());
    }

    @Test
    void of_an_erased_reader_nobody_can_say_where_they_were() {
        var reader = register();
        assertThat(login("not the password").status()).isEqualTo(401);
        assertThat(signedIn(PASSWORD).delete("/api/v1/me").status()).isEqualTo(204);

        service.getBean(RefusedSignIns.class).record();
        assertThat(told(reader)).as("nothing is added").containsExactly("audit.account-made", "audit.signed-in", "audit.signed-in");
        assertThat(jdbc.sql("SELECT count(key) FROM command.personal_key WHERE user_id = ?").param(reader).query(Integer.class).single()).isZero();
    }

    private UUID register() {
        assertThat(guest.post("/api/v1/auth/register", credentials(email, PASSWORD)).status()).isEqualTo(201);
        return jdbc.sql("SELECT id FROM command.account WHERE email = ?").param(email).query(UUID.class).single();
    }

    private Answer login(String password) {
        return guest.post("/api/v1/auth/login", credentials(email, password));
    }

    private Client signedIn(String password) {
        return guest.withToken(login(password).json().get("accessToken").asString());
    }

    private static Client administrator() {
        return guest.withToken(guest.post("/api/v1/auth/login", credentials("admin@lectern.local", "correct horse battery staple"))
                .json().get("accessToken").asString());
    }

    private static Answer refresh(String token) {
        return guest.post("/api/v1/auth/refresh", "{\"refreshToken\":\"" + token + "\"}");
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    private static boolean isOf(UUID reader, JsonNode event) {
        return event.has("readerId") && event.get("readerId").asString().equals(reader.toString());
    }

    private static List<String> told(UUID reader) {
        return jdbc.sql("SELECT name FROM events.event WHERE name LIKE 'audit.%' AND payload ->> 'readerId' = ? ORDER BY tx, index")
                .param(reader.toString()).query(String.class).list();
    }

    private static List<JsonNode> payloads(String name) {
        return jdbc.sql("SELECT payload::text FROM events.event WHERE name = ? ORDER BY tx, index").param(name).query(String.class).list().stream()
                .map(LecternJson.MAPPER::readTree).toList();
    }

    private static String everything(UUID reader) {
        return jdbc.sql("SELECT payload::text || metadata::text FROM events.event WHERE payload ->> 'readerId' = ?").param(reader.toString())
                .query(String.class).list().stream().collect(Collectors.joining());
    }

    private static PersonalKey key(UUID reader) {
        return new PersonalKey(jdbc.sql("SELECT key FROM command.personal_key WHERE user_id = ?").param(reader).query(byte[].class).single());
    }
}
