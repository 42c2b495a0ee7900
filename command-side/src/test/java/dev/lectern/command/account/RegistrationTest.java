package dev.lectern.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.lectern.command.Client;
import dev.lectern.command.Client.Answer;
import dev.lectern.command.Servers;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.personal.ReaderIds;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who gets in where registration is by invitation, what a device gets, and what another issuer's tokens open. */
class RegistrationTest {

    private static ConfigurableApplicationContext service;
    private static Client guest;
    private static Client administrator;

    @BeforeAll
    static void start() {
        service = Servers.startService("lectern.auth.registration=invitation");
        guest = client(service);
        administrator = guest.withToken(guest.post("/api/v1/auth/login",
                "{\"email\":\"admin@lectern.local\",\"password\":\"correct horse battery staple\"}").json().get("accessToken").asString());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void without_an_invitation_nobody_registers() {
        assertProblem(register(somebody(), null), 403, "invitation-needed");
        assertProblem(register(somebody(), "made up"), 403, "invitation-needed");
    }

    @Test
    void an_invitation_is_good_once() {
        var code = invite("{}").json().get("code").asString();
        assertThat(register(somebody(), code).status()).isEqualTo(201);
        assertProblem(register(somebody(), code), 403, "invitation-needed");
    }

    @Test
    void an_invitation_for_an_address_is_good_for_that_one() {
        var email = somebody();
        var code = invite("{\"email\":\"%s\"}".formatted(email)).json().get("code").asString();
        assertProblem(register(somebody(), code), 403, "invitation-needed");
        assertThat(register(email.toUpperCase(Locale.ROOT), code).status()).isEqualTo(201);
    }

    @Test
    void an_invitation_is_not_used_up_by_an_address_that_is_taken() {
        var code = invite("{}").json().get("code").asString();
        assertProblem(register("admin@lectern.local", code), 409, "email-taken");
        assertThat(register(somebody(), code).status()).isEqualTo(201);
    }

    @Test
    void an_invitation_can_be_withdrawn_and_expires() {
        var withdrawn = invite("{}").json();
        var path = "/api/v1/auth/invitations/" + withdrawn.get("id").asString();
        assertThat(administrator.delete(path).status()).isEqualTo(204);
        assertProblem(administrator.delete(path), 404, "no-such-invitation");
        assertProblem(register(somebody(), withdrawn.get("code").asString()), 403, "invitation-needed");

        var expired = invite("{\"days\":1}").json();
        jdbc().sql("UPDATE command.invitation SET expires_at = expires_at - interval '1 day 1 second' WHERE id = ?::uuid")
                .param(expired.get("id").asString()).update();
        assertProblem(register(somebody(), expired.get("code").asString()), 403, "invitation-needed");
    }

    @Test
    void a_devices_password_is_said_once_kept_as_a_digest_and_taken_back() {
        var issued = administrator.post("/api/v1/me/device-passwords", "{\"name\":\"Kobo\",\"scopes\":[\"opds\",\"kosync\"]}");
        assertThat(issued.status()).isEqualTo(201);
        var password = issued.json().get("password").asString();
        assertThat(password).hasSizeGreaterThanOrEqualTo(20);
        var kept = jdbc().sql("SELECT password, array_to_string(scopes, ' ') AS scopes FROM command.device_password WHERE id = ?::uuid")
                .param(issued.json().get("id").asString()).query().singleRow();
        assertThat((byte[]) kept.get("password")).isEqualTo(ContentHash.sha256().digest(password.getBytes(StandardCharsets.UTF_8)));
        assertThat(kept.get("scopes")).isEqualTo("kosync opds");

        var path = "/api/v1/me/device-passwords/" + issued.json().get("id").asString();
        var other = guest.withToken(register(somebody(), invite("{}").json().get("code").asString()).json().get("accessToken").asString());
        assertProblem(other.delete(path), 404, "no-such-device-password");
        assertThat(administrator.delete(path).status()).isEqualTo(204);
        assertThat(jdbc().sql("SELECT count(*) FROM command.device_password WHERE id = ?::uuid").param(issued.json().get("id").asString())
                .query(Integer.class).single()).isZero();
        assertProblem(administrator.post("/api/v1/me/device-passwords", "{\"name\":\"Kobo\",\"scopes\":[]}"), 400, "invalid-request");
    }

    @Test
    void another_issuers_tokens_open_what_its_readers_may_and_nobody_registers_here() throws Exception {
        var key = new RSAKeyGenerator(2048).keyID("theirs").generate();
        var issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var url = "http://localhost:" + issuer.getAddress().getPort();
        serve(issuer, "/.well-known/openid-configuration", """
                {"issuer":"%1$s","jwks_uri":"%1$s/keys","subject_types_supported":["public"],"response_types_supported":["code"],
                 "authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token","id_token_signing_alg_values_supported":["RS256"]}
                """.formatted(url));
        serve(issuer, "/keys", new JWKSet(key).toPublicJWKSet().toString());
        issuer.start();
        try (var elsewhere = Servers.startService("LECTERN_OIDC_ISSUER=" + url)) {
            var client = client(elsewhere);
            assertThat(client.withToken(token(key, url, UUID.randomUUID().toString())).post("/api/v1/shelves", "{\"name\":\"x\"}").status()).isEqualTo(201);
            var jane = client.withToken(token(key, url, "jane|1")).post("/api/v1/shelves", "{\"name\":\"x\"}");
            assertThat(jane.status()).isEqualTo(201);
            assertThat(jdbc().sql("SELECT payload ->> 'ownerId' FROM events.event WHERE aggregate_id = ?").param(jane.json().get("id").asString())
                    .query(String.class).single()).isEqualTo(ReaderIds.of(url, "jane|1").toString());
            assertThat(client.withToken(token(key, url, " ")).post("/api/v1/shelves", "{\"name\":\"x\"}").status()).isEqualTo(401);
            assertThat(client.withToken(token(key, url, null)).post("/api/v1/shelves", "{\"name\":\"x\"}").status()).isEqualTo(401);
            assertThat(client.withToken(token(key, "http://evil.example", UUID.randomUUID().toString())).post("/api/v1/shelves", "{\"name\":\"x\"}").status()).isEqualTo(401);
            assertProblem(client.post("/api/v1/auth/register", "{\"email\":\"%s\",\"password\":\"a long password\"}".formatted(somebody())), 403, "sign-in-elsewhere");
            assertProblem(client.post("/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"a long password\"}".formatted(somebody())), 403, "sign-in-elsewhere");
            assertProblem(client.withToken(token(key, url, "jane|1")).send("PUT", "/api/v1/me/password",
                    "{\"currentPassword\":\"a password\",\"newPassword\":\"a long password\"}".getBytes(StandardCharsets.UTF_8), "application/json"),
                    403, "sign-in-elsewhere");
        } finally {
            issuer.stop(0);
        }
    }

    private static void serve(HttpServer server, String path, String json) {
        server.createContext(path, exchange -> {
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static String token(RSAKey key, String issuer, @Nullable String subject) throws Exception {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder().issuer(issuer).subject(subject).claim("roles", List.of("READER"))
                        .expirationTime(Date.from(Instant.now().plusSeconds(60))).build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static Answer invite(String form) {
        var answer = administrator.post("/api/v1/auth/invitations", form);
        assertThat(answer.status()).isEqualTo(201);
        return answer;
    }

    private static Answer register(String email, @Nullable String invitation) {
        return guest.post("/api/v1/auth/register", "{\"email\":\"%s\",\"password\":\"a long password\"%s}"
                .formatted(email, invitation == null ? "" : ",\"invitation\":\"" + invitation + "\""));
    }

    private static String somebody() {
        return UUID.randomUUID() + "@example.org";
    }

    private static JdbcClient jdbc() {
        return service.getBean(JdbcClient.class);
    }

    private static Client client(ConfigurableApplicationContext service) {
        return Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.json().get("type").asString()).isEqualTo("https://lectern.dev/problems/" + code);
    }
}
