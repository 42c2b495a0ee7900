package dev.lectern.query.admin;

import static dev.lectern.query.testing.QuerySide.eventually;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.QuerySide.Asking;
import dev.lectern.query.testing.TestBook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReplayEndpointTest {

    private static final String REPLAYS = "/api/v1/admin/projections/library/replays";
    private static QuerySide querySide;
    private final TestBook book = aBook();

    @BeforeAll
    static void start() {
        querySide = QuerySide.start(Map.of());
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @BeforeEach
    void aBookIsThere() {
        querySide.given(book.uploaded());
    }

    private static Asking admin() {
        return querySide.asAdmin();
    }

    private static String becomes(String path, String state) {
        eventually(() -> admin().get(path).json().get("state").asString().equals(state));
        return path;
    }

    private String ready() {
        var answer = admin().post(REPLAYS, "{\"segments\":3}");
        assertThat(answer.status()).isEqualTo(201);
        return becomes(answer.header("Location"), "ready");
    }

    private static void cancel(String path) {
        assertThat(admin().post(path + "/cancel", "").status()).isEqualTo(200);
    }

    @Test
    void a_replay_is_built_compared_activated_and_taken_back() {
        var path = ready();
        var replay = admin().get(path).json();
        assertThat(replay.get("segments").asInt()).isEqualTo(3);
        assertThat(replay.get("percent").asInt()).isEqualTo(100);
        assertThat(replay.get("comparison").get("differences").asInt()).isZero();
        assertThat(replay.get("comparison").get("rowsAfter").asInt()).isPositive();

        var activated = admin().post(path + "/activate", "").json();
        assertThat(activated.get("state").asString()).isEqualTo("activated");
        assertThat(activated.get("rollbackUntil").isNull()).isFalse();
        assertThat(library().get("generation").asInt()).isEqualTo(replay.get("generation").asInt());
        assertThat(querySide.as(book.owner()).get("/api/v1/books").each("id")).containsExactly(book.id().toString());

        assertThat(admin().post(path + "/rollback", "").json().get("state").asString()).isEqualTo("ready");
        assertThat(library().get("generation").asInt()).isEqualTo(replay.get("replaces").asInt());
        assertThat(querySide.as(book.owner()).get("/api/v1/books").each("id")).containsExactly(book.id().toString());
        cancel(path);
    }

    private static JsonNode library() {
        return admin().get("/api/v1/admin/projections").json().get("items").valueStream()
                .filter(projection -> projection.get("name").asString().equals("library")).findFirst().orElseThrow();
    }

    @Test
    void a_second_one_meanwhile_is_a_conflict_that_names_the_first() {
        var path = ready();
        var second = admin().post(REPLAYS, "{}");

        assertThat(second.status()).isEqualTo(409);
        assertThat(path).endsWith(second.body().get("replay").asString());
        assertThat(second.body().get("legal").toString()).isEqualTo("[\"compare\",\"activate\",\"cancel\"]");
        assertThat(library().get("replay").get("state").asString()).isEqualTo("ready");
        cancel(path);
    }

    @Test
    void an_illegal_step_is_a_conflict_that_names_the_legal_ones() {
        var path = ready();
        var refused = admin().post(path + "/rollback", "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.body().get("detail").asString()).contains("compare, activate, cancel");
        cancel(path);
        assertThat(admin().post(path + "/cancel", "").status()).isEqualTo(409);
    }

    @Test
    void the_same_idempotency_key_is_the_same_replay() {
        var key = UUID.randomUUID().toString();
        var first = admin().with("Idempotency-Key", key).post(REPLAYS, "{}");
        var second = admin().with("Idempotency-Key", key).post(REPLAYS, "{}");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        cancel(becomes(first.header("Location"), "ready"));
    }

    @Test
    void a_replay_can_be_watched() throws Exception {
        var path = ready();
        var watched = HttpClient.newHttpClient().sendAsync(HttpRequest.newBuilder(URI.create(querySide.url(path)))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + querySide.issuer().token(UUID.randomUUID(), "READER", "ADMIN"))
                .build(), HttpResponse.BodyHandlers.ofLines());
        var lines = watched.get().body().iterator();

        assertThat(lines.next()).startsWith("data:").contains("\"state\":\"ready\"");
        cancel(path);
        String last = "";
        while (lines.hasNext()) {
            var line = lines.next();
            last = line.isEmpty() ? last : line;
        }
        assertThat(last).contains("\"state\":\"cancelled\"");
    }

    @Test
    void what_is_not_understood_is_refused() {
        assertThat(admin().post(REPLAYS, "{\"segment\":3}").status()).isEqualTo(400);
        assertThat(admin().post(REPLAYS, "{\"segments\":0}").status()).isEqualTo(400);
        assertThat(admin().post(REPLAYS, "{\"segments\":\"many\"}").status()).isEqualTo(400);
        assertThat(admin().post(REPLAYS, "{").status()).isEqualTo(400);
        assertThat(admin().post("/api/v1/admin/projections/nothing/replays", "{}").status()).isEqualTo(404);
        assertThat(admin().get(REPLAYS + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(admin().post(REPLAYS + "/" + UUID.randomUUID() + "/explode", "").status()).isEqualTo(404);
        assertThat(querySide.as(book.owner()).post(REPLAYS, "{}").status()).isEqualTo(403);
        assertThat(querySide.asNobody().post(REPLAYS, "{}").status()).isEqualTo(401);
    }
}
