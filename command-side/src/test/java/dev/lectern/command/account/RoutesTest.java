package dev.lectern.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.lectern.command.Client;
import dev.lectern.command.Client.Answer;
import dev.lectern.command.Servers;
import dev.lectern.command.SmallEpub;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route there is, tried by those who may not use it. A route that is added is tried too, or breaks the test. */
class RoutesTest {

    /** What needs no token. */
    private static final Set<String> OPEN = Set.of("POST /api/v1/auth/register", "POST /api/v1/auth/login", "POST /api/v1/auth/refresh",
            "POST /api/v1/auth/logout", "GET /.well-known/jwks.json", "GET /openapi.json");

    /** Requests that would succeed for the owner of what they name. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("DELETE /api/v1/books/{id}", ""),
            Map.entry("PATCH /api/v1/books/{id}", "{\"genre\":\"x\"}"),
            Map.entry("POST /api/v1/books/{id}/restore", ""),
            Map.entry("POST /api/v1/books/{id}/analysis", "{}"),
            Map.entry("POST /api/v1/books/{bookId}/progress", "{\"locator\":{\"chapter\":1},\"deviceId\":\"d\",\"recordedAt\":\"2026-01-01T00:00:00Z\"}"),
            Map.entry("POST /api/v1/books/{bookId}/progress/batch",
                    "{\"items\":[{\"locator\":{\"chapter\":1},\"deviceId\":\"d\",\"recordedAt\":\"2026-01-01T00:00:00Z\"}]}"),
            Map.entry("PUT /api/v1/books/{bookId}/star", ""),
            Map.entry("DELETE /api/v1/books/{bookId}/star", ""),
            Map.entry("POST /api/v1/books/{bookId}/annotations",
                    "{\"kind\":\"bookmark\",\"chapter\":1,\"selectors\":[{\"type\":\"TextPositionSelector\",\"start\":0,\"end\":1}]}"),
            Map.entry("PATCH /api/v1/books/{bookId}/annotations/{id}", "{\"colour\":\"red\"}"),
            Map.entry("DELETE /api/v1/books/{bookId}/annotations/{id}", ""),
            Map.entry("PATCH /api/v1/shelves/{id}", "{\"name\":\"x\"}"),
            Map.entry("DELETE /api/v1/shelves/{id}", ""),
            Map.entry("PUT /api/v1/shelves/{id}/books/{bookId}", ""),
            Map.entry("DELETE /api/v1/shelves/{id}/books/{bookId}", ""),
            Map.entry("DELETE /api/v1/me/device-passwords/{id}", ""));

    private static ConfigurableApplicationContext service;
    private static Client guest;
    private static Client owner;
    private static String book;
    /** What is the owner's, by the word before its id in a path. */
    private static Map<String, String> ids;

    @BeforeAll
    static void start() {
        service = Servers.startService();
        guest = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
        owner = guest.newReader();
        book = owner.upload(SmallEpub.titled("Mine", "A chapter. " + UUID.randomUUID())).json().get("id").asString();
        Awaitility.await("the import").atMost(Duration.ofSeconds(30)).until(() -> owner.patch("/api/v1/books/" + book, "{}").status() == 200);
        ids = Map.of("shelves", owner.post("/api/v1/shelves", "{\"name\":\"Mine\"}").json().get("id").asString(),
                "annotations", owner.post("/api/v1/books/" + book + "/annotations",
                        BODIES.get("POST /api/v1/books/{bookId}/annotations")).json().get("id").asString(),
                "device-passwords", owner.post("/api/v1/me/device-passwords", "{\"name\":\"Mine\",\"scopes\":[\"opds\"]}").json().get("id").asString(),
                "books", book);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @TestFactory
    Stream<DynamicTest> without_a_valid_token_nothing_is_there() throws JOSEException {
        var tokens = Map.of("expired", signed(new RSASSASigner(service.getBean(SigningKeys.class).signing()), JWSAlgorithm.RS256, -1),
                "of another key", signed(new RSASSASigner(new RSAKeyGenerator(2048).generate()), JWSAlgorithm.RS256, 60),
                "alg:none", new PlainJWT(claims(60)).serialize(),
                "signed with the public key", signed(new MACSigner(publicKey()), JWSAlgorithm.HS256, 60),
                "no token at all", "nonsense");
        return routes().filter(route -> !OPEN.contains(route)).map(route -> DynamicTest.dynamicTest(route, () -> {
            assertThat(send(guest, route, "{}").status()).as("no token").isEqualTo(401);
            tokens.forEach((kind, token) -> {
                var answer = send(guest.withToken(token), route, "{}");
                assertThat(answer.status()).as(kind).isEqualTo(401);
                assertThat(answer.json().get("type").asString()).isEqualTo("https://lectern.dev/problems/unauthenticated");
            });
        }));
    }

    @Test
    void a_token_that_is_made_as_these_are_and_valid_is_taken() throws JOSEException {
        var token = signed(new RSASSASigner(service.getBean(SigningKeys.class).signing()), JWSAlgorithm.RS256, 60);
        assertThat(guest.withToken(token).post("/api/v1/shelves", "{\"name\":\"x\"}").status()).isEqualTo(201);
    }

    @Test
    void what_is_open_is_meant_to_be() {
        assertThat(routes().filter(route -> send(guest, route, "{}").status() != 401 || OPEN.contains(route)).toList())
                .containsExactlyInAnyOrderElementsOf(OPEN.stream().filter(route -> routes().anyMatch(route::equals)).toList());
    }

    @TestFactory
    Stream<DynamicTest> to_a_stranger_what_is_another_readers_does_not_exist() {
        var stranger = guest.newReader();
        return routes().filter(route -> route.contains("{") && !isAdministrators(route)).map(route -> DynamicTest.dynamicTest(route, () -> {
            assertThat(BODIES).as("a request to try this route with").containsKey(route);
            var answer = send(stranger, route, BODIES.get(route));
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(404);
            var unknown = send(stranger, route.replace("{", "{unknown-"), BODIES.get(route));
            assertThat(unknown.status()).as("like an id that doesn't exist").isEqualTo(404);
            assertThat(unknown.json().get("type")).isEqualTo(answer.json().get("type"));
        }));
    }

    @TestFactory
    Stream<DynamicTest> to_a_reader_what_is_administrators_is_forbidden() {
        return routes().filter(RoutesTest::isAdministrators).map(route -> DynamicTest.dynamicTest(route, () -> {
            var answer = send(owner, route, "{}");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().get("type").asString()).isEqualTo("https://lectern.dev/problems/not-allowed");
        }));
    }

    @Test
    void what_no_route_leads_to_is_denied() {
        for (var path : List.of("/api/v1/nothing", "/", "/actuator/env", "/actuator/heapdump", "/api", "/error")) {
            assertThat(guest.get(path).status()).as(path).isEqualTo(401);
            assertThat(owner.get(path).status()).as(path).isIn(403, 404);
        }
    }

    private static boolean isAdministrators(String route) {
        return route.contains("/admin/") || route.contains("/auth/invitations");
    }

    private static Stream<String> routes() {
        return service.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPathPatternsCondition().getPatternValues().stream()
                        .flatMap(path -> info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path)))
                .filter(route -> !route.contains("/error")).distinct().sorted();
    }

    private static Answer send(Client client, String route, String body) {
        var path = route.substring(route.indexOf(' ') + 1);
        path = path.replaceAll("\\{unknown-[^}]*}", UUID.randomUUID().toString());
        for (var id : ids.entrySet()) {
            path = path.replaceAll(id.getKey() + "/\\{[^}]*}", id.getKey() + "/" + id.getValue());
        }
        path = path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        return client.send(route.substring(0, route.indexOf(' ')), path, body.isEmpty() ? null : body.getBytes(StandardCharsets.UTF_8),
                route.equals("POST /api/v1/books") ? "multipart/form-data; boundary=limit" : "application/json");
    }

    private static String signed(JWSSigner signer, JWSAlgorithm algorithm, long seconds) throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(service.getBean(SigningKeys.class).signing().getKeyID()).build(), claims(seconds));
        token.sign(signer);
        return token.serialize();
    }

    /** Beyond the tolerance for clocks, where the time is in the past. */
    private static JWTClaimsSet claims(long seconds) {
        return new JWTClaimsSet.Builder().issuer("lectern").subject(UUID.randomUUID().toString()).claim("roles", List.of("READER", "ADMIN"))
                .expirationTime(Date.from(Instant.now().plusSeconds(seconds < 0 ? -3600 : seconds))).build();
    }

    private static byte[] publicKey() throws JOSEException {
        return service.getBean(SigningKeys.class).signing().toRSAPublicKey().getEncoded();
    }
}
