package dev.lectern.query.security;

import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.lectern.contracts.personal.ReaderIds;
import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.TestIssuer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class AccessTest {

    private final QuerySide querySide = QuerySide.shared();

    private record Route(String method, String path) {
    }

    /** What the service answers, by its own account, with values for the paths' variables. */
    private Stream<Route> routes() {
        return querySide.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getPatternValues().stream().flatMap(path ->
                        route.getMethodsCondition().getMethods().stream().map(method -> new Route(method.name(), path))))
                .filter(route -> route.path().startsWith("/api/"))
                .map(route -> new Route(route.method(), route.path()
                        .replace("{id}", UUID.randomUUID().toString()).replace("{n}", "1").replace("{*path}", "a.png")
                        .replaceAll("\\{\\w+:(\\w+)[^}]*}", "$1").replaceAll("\\{\\w+}", "library")));
    }

    @Test
    void without_a_valid_token_no_route_answers() {
        var subject = UUID.randomUUID().toString();
        var inAnHour = Instant.now().plusSeconds(3600);
        try (var stranger = new TestIssuer()) {
            var unsigned = new PlainJWT(new PlainHeader(), new JWTClaimsSet.Builder().subject(subject)
                    .expirationTime(Date.from(inAnHour)).claim("roles", List.of("ADMIN")).build()).serialize();
            var tokens = List.of("", "rubbish", "two words", "ü.ü.ü", unsigned, stranger.token(subject, inAnHour, "READER", "ADMIN"),
                    querySide.issuer().token(subject, Instant.now().minusSeconds(120), "READER", "ADMIN"),
                    querySide.issuer().token("root", inAnHour, "READER", "ADMIN"));
            routes().forEach(route -> tokens.forEach(token -> {
                var reply = querySide.withToken(token).ask(route.method(), route.path());
                assertThat(reply.status()).as(route + " " + token).isEqualTo(401);
                assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
            }));
        }
    }

    @Test
    void the_routes_are_as_many_as_the_api_has() {
        assertThat(routes()).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void a_reader_is_kept_out_of_the_administrators_routes() {
        routes().filter(route -> route.path().startsWith("/api/v1/admin/") || route.path().startsWith("/api/v1/auth/")).forEach(route ->
                assertThat(querySide.as(UUID.randomUUID()).ask(route.method(), route.path()).status()).as(route.toString()).isEqualTo(403));
        assertThat(querySide.as(UUID.randomUUID()).get("/actuator/prometheus").status()).isEqualTo(403);
        assertThat(querySide.asAdmin().get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(querySide.asAdmin().get("/api/v1/admin/projections").each("name"))
                .contains("library", "progress");
    }

    @Test
    void a_token_without_roles_opens_nothing() {
        var token = querySide.issuer().token(UUID.randomUUID().toString(), Instant.now().plusSeconds(60));

        assertThat(querySide.withToken(token).ask("GET", "/api/v1/books").status()).isEqualTo(403);
    }

    @Test
    void health_and_the_apis_description_are_open() {
        for (var path : List.of("/actuator/health", "/livez", "/readyz", "/openapi.json")) {
            assertThat(querySide.asNobody().ask("GET", path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void what_is_not_there_is_denied_to_everybody() {
        assertThat(querySide.asNobody().ask("GET", "/swagger").status()).isEqualTo(401);
        assertThat(querySide.asAdmin().ask("GET", "/actuator/env").status()).isEqualTo(404);
        assertThat(querySide.asAdmin().ask("GET", "/api/v1/nothing").status()).isEqualTo(404);
        assertThat(querySide.asAdmin().ask("POST", "/api/v1/books").status()).isEqualTo(405);
    }

    @Test
    void another_issuer_calls_its_readers_what_it_likes() {
        var book = aBook().ownedBy(ReaderIds.of("lectern", "jane|1"));
        try (var elsewhere = QuerySide.start(Map.of("lectern.oidc.issuer", "lectern"))) {
            var inAnHour = Instant.now().plusSeconds(3600);
            elsewhere.given(book.uploaded());

            assertThat(elsewhere.withToken(elsewhere.issuer().token("jane|1", inAnHour, "READER")).get("/api/v1/books").each("id"))
                    .containsExactly(book.id().toString());
            assertThat(elsewhere.as(book.owner()).get("/api/v1/books").each("id")).containsExactly(book.id().toString());
            assertThat(elsewhere.withToken(elsewhere.issuer().token("jane|2", inAnHour, "READER")).get("/api/v1/books").each("id")).isEmpty();
            assertThat(elsewhere.withToken(elsewhere.issuer().token(" ", inAnHour, "READER")).ask("GET", "/api/v1/books").status()).isEqualTo(401);
        }
    }

    @Test
    void the_service_starts_before_its_issuer_and_knows_it_when_it_comes() {
        int port;
        try (var reserved = new TestIssuer()) {
            port = reserved.port();
        }
        try (var early = QuerySide.start(Map.of("lectern.issuer.jwks-url", "http://localhost:" + port + "/jwks"))) {
            var before = early.as(UUID.randomUUID()).ask("GET", "/api/v1/books");
            assertThat(before.status()).isEqualTo(503);
            assertThat(before.header("Retry-After")).isEqualTo("1");

            try (var issuer = new TestIssuer(port)) {
                var token = issuer.token(UUID.randomUUID(), "READER");
                QuerySide.eventually(() -> early.withToken(token).ask("GET", "/api/v1/books").status() == 200);
            }
        }
    }
}
