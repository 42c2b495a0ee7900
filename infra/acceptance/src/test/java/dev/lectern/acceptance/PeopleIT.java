package dev.lectern.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, and what is known of it afterwards, through both services with the roles they have. */
class PeopleIT {

    private static final String AUDIT = "/api/v1/admin/audit";

    @TempDir static Path directory;
    private static Lectern lectern;
    private static Api admin;

    @BeforeAll
    static void start() throws IOException {
        lectern = Lectern.up(directory.resolve("data"));
        admin = lectern.asAdministrator();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        assertThat(lectern.stop()).isZero();
    }

    @Test
    void a_sign_in_is_in_the_audit_log_with_where_it_came_from() throws IOException {
        Api.registered(lectern.url(), "jane@lectern.local", "jane's own password");

        await().atMost(Duration.ofSeconds(30)).until(() -> field(AUDIT + "?action=signed-in", "address").size() >= 3);
        var entries = admin.get(AUDIT).raw().body();
        assertThat(entries).asString().contains("account-made", "127.0.0.1").doesNotContain("jane@lectern.local", "jane's own password");
    }

    @Test
    void what_an_administrator_does_to_the_read_models_is_in_it_too() throws IOException {
        assertThat(admin.post("/api/v1/admin/cache/warm", Map.of()).status()).isEqualTo(200);
        assertThat(admin.post("/api/v1/admin/projections/nothing/replays", Map.of()).status()).isEqualTo(404);

        await().atMost(Duration.ofSeconds(30)).until(() -> field(AUDIT + "?action=replay.begin", "outcome").equals(List.of("refused")));
        assertThat(field(AUDIT + "?action=cache.warm", "outcome")).containsExactly("done");
        assertThat(field(AUDIT + "?action=cache.warm", "subject")).containsExactly("/api/v1/admin/cache/warm");
    }

    @Test
    void invitations_and_device_passwords_are_listed_where_they_are_made() throws IOException {
        var invitation = admin.post("/api/v1/auth/invitations", Map.of("email", "joe@lectern.local")).body();
        var device = admin.post("/api/v1/me/device-passwords", Map.of("name", "Kobo", "scopes", List.of("opds"))).body();

        assertThat(field("/api/v1/auth/invitations", "id")).containsExactly(invitation.path("id").stringValue());
        assertThat(field("/api/v1/me/device-passwords", "id")).containsExactly(device.path("id").stringValue());
        assertThat(admin.get("/api/v1/auth/invitations").raw().body()).asString().doesNotContain(invitation.path("code").stringValue());
        assertThat(admin.get("/api/v1/me/device-passwords").raw().body()).asString().doesNotContain(device.path("password").stringValue());
    }

    @Test
    void a_password_is_changed_at_the_command_line_and_whoever_knew_the_old_one_is_out() throws IOException, InterruptedException {
        var login = Map.of("email", Lectern.ADMINISTRATOR, "password", Lectern.PASSWORD);
        var elsewhere = Api.nobody(lectern.url()).post("/api/v1/auth/login", login).body().path("refreshToken").stringValue("");

        assertThat(password("a wrong password", "another password for the tests").output()).contains("The current password is wrong.");
        assertThat(password(Lectern.PASSWORD, "another password for the tests").status()).isZero();

        assertThat(lectern.run("list").status()).as("this sign-in goes on").isZero();
        assertThat(Api.nobody(lectern.url()).post("/api/v1/auth/refresh", Map.of("refreshToken", elsewhere)).status()).isEqualTo(401);
        assertThat(Api.nobody(lectern.url()).post("/api/v1/auth/login", login).status()).isEqualTo(401);
        await().atMost(Duration.ofSeconds(30)).until(() -> field(AUDIT + "?action=password-changed", "address").equals(List.of("127.0.0.1")));

        assertThat(password("another password for the tests", Lectern.PASSWORD).status()).isZero();
        assertThat(Api.nobody(lectern.url()).post("/api/v1/auth/login", login).status()).isEqualTo(200);
    }

    private static Lectern.Finished password(String current, String wanted) throws IOException, InterruptedException {
        return lectern.run(Map.of("LECTERN_PASSWORD", current, "LECTERN_NEW_PASSWORD", wanted), "password");
    }

    private static List<String> field(String path, String name) throws IOException {
        return admin.get(path).body().path("items").valueStream().map(item -> item.path(name).stringValue("")).toList();
    }
}
