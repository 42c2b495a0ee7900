package dev.lectern.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.QuerySide.Asking;
import dev.lectern.query.testing.TestPostgres;
import dev.lectern.query.web.AdministratorAction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What administrators do here is reported: before it is done, and then what became of it. */
class ActionReportingTest {

    private static final String REPLAYS = "/api/v1/admin/projections/library/replays";

    private static QuerySide querySide;
    private static JdbcClient database;

    private final UUID administrator = UUID.randomUUID();

    private record Report(String action, String subject, String outcome) {
    }

    @BeforeAll
    static void start() {
        querySide = QuerySide.start(Map.of());
        database = JdbcClient.create(querySide.database().owner());
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    private Asking me() {
        return querySide.withToken(querySide.issuer().token(administrator.toString(), Instant.now().plusSeconds(60), "READER", "ADMIN"));
    }

    private List<Report> reports() {
        // the outcome is written when the answer is out already
        QuerySide.eventually(() -> database.sql("SELECT count(*) FROM events.reported_action WHERE administrator_id = ? AND outcome IS NULL")
                .param(administrator).query(Integer.class).single() == 0);
        return database.sql("SELECT action, subject, outcome FROM events.reported_action WHERE administrator_id = ? ORDER BY asked_at")
                .param(administrator).query((row, n) -> new Report(row.getString(1), row.getString(2), row.getString(3))).list();
    }

    @Test
    void every_endpoint_where_an_administrator_changes_something_has_a_name_for_it() {
        assertThat(querySide.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().entrySet())
                .filteredOn(route -> route.getKey().getPatternValues().stream().anyMatch(path -> path.startsWith("/api/v1/admin"))
                        && !route.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(route -> assertThat(route.getValue().hasMethodAnnotation(AdministratorAction.class)).as(route.toString()).isTrue());
    }

    @Test
    void what_an_administrator_does_and_what_they_may_not_is_reported() {
        var replay = me().post(REPLAYS, "{}").header("Location");
        QuerySide.eventually(() -> me().get(replay).json().get("state").asString().equals("ready"));
        assertThat(me().post(replay + "/pause", "").status()).isEqualTo(409);
        assertThat(me().post(replay + "/activate", "").status()).isEqualTo(200);
        assertThat(me().post(replay + "/rollback", "").status()).isEqualTo(200);
        assertThat(me().post(replay + "/cancel", "").status()).isEqualTo(200);

        assertThat(reports()).containsExactly(new Report("replay.begin", REPLAYS, "done"), new Report("replay.pause", replay + "/pause", "refused"),
                new Report("replay.activate", replay + "/activate", "done"), new Report("replay.rollback", replay + "/rollback", "done"),
                new Report("replay.cancel", replay + "/cancel", "done"));
    }

    @Test
    void the_cache_and_dead_letters_are_reported_too() {
        me().ask("DELETE", "/api/v1/admin/cache");
        me().ask("DELETE", "/api/v1/admin/cache/library:*");
        me().ask("POST", "/api/v1/admin/cache/warm");
        me().ask("POST", "/api/v1/admin/dead-letters/4711/retry");
        me().ask("DELETE", "/api/v1/admin/dead-letters/4711");

        assertThat(reports()).extracting(Report::action, Report::outcome).containsExactly(
                tuple("cache.clear", "done"), tuple("cache.clear", "done"),
                tuple("cache.warm", "done"), tuple("dead-letter.retry", "refused"),
                tuple("dead-letter.give-up", "refused"));
        assertThat(reports().get(1).subject()).isEqualTo("/api/v1/admin/cache/library:*");
    }

    @Test
    void who_only_looks_and_who_is_no_administrator_is_not_reported() {
        me().get("/api/v1/admin/projections");
        querySide.as(administrator).post(REPLAYS, "{}");
        assertThat(reports()).isEmpty();
    }

    @Test
    void what_cannot_be_reported_is_not_done() {
        try (var mute = QuerySide.start(Map.of())) {
            var owner = JdbcClient.create(mute.database().owner());
            owner.sql("REVOKE INSERT ON events.reported_action FROM " + TestPostgres.SERVICE).update();

            assertThat(mute.asAdmin().post(REPLAYS, "{}").status()).isGreaterThanOrEqualTo(500);
            assertThat(owner.sql("SELECT count(*) FROM query.replay").query(Integer.class).single()).isZero();
        }
    }
}
