package dev.lectern.query.audit;

import static dev.lectern.query.testing.TestBook.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.AuditEvent;
import dev.lectern.contracts.event.AuditEvent.AdministratorActed;
import dev.lectern.contracts.event.AuditEvent.InvitationMade;
import dev.lectern.contracts.event.AuditEvent.Outcome;
import dev.lectern.contracts.event.AuditEvent.SignInsRefused;
import dev.lectern.contracts.event.AuditEvent.SignedIn;
import dev.lectern.contracts.event.AuditEvent.SignedOut;
import dev.lectern.contracts.event.ReaderEvent.ReaderErased;
import dev.lectern.contracts.personal.PersonalKey;
import dev.lectern.query.audit.AuditQueries.Before;
import dev.lectern.query.audit.AuditQueries.Filter;
import dev.lectern.query.testing.CountedStatements;
import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.QuerySide.Reply;
import dev.lectern.query.testing.TestPostgres;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class AuditEndpointTest {

    private static final String AUDIT = "/api/v1/admin/audit";

    private static QuerySide querySide;
    private static JdbcClient commandSide;

    private final UUID reader = UUID.randomUUID();
    private final byte[] bytes = PersonalKey.generate();
    private final PersonalKey key = new PersonalKey(bytes);

    /** The command side's table, with what it grants. */
    @BeforeAll
    static void start() {
        querySide = QuerySide.start(Map.of(), CountedStatements.class);
        commandSide = JdbcClient.create(querySide.database().owner());
        commandSide.sql("CREATE SCHEMA command").update();
        commandSide.sql("CREATE TABLE command.personal_key (user_id uuid PRIMARY KEY, key bytea)").update();
        commandSide.sql("GRANT USAGE ON SCHEMA command TO " + TestPostgres.SERVICE).update();
        commandSide.sql("GRANT SELECT ON command.personal_key TO " + TestPostgres.SERVICE).update();
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    private static Reply audit(String query) {
        return querySide.asAdmin().get(AUDIT + query);
    }

    private AuditEvent signedIn(int second) {
        return new SignedIn(UUID.randomUUID(), reader, key.seal("203.0.113.7"), NOON.plusSeconds(second));
    }

    private AuditEvent signedOut(int second) {
        return new SignedOut(UUID.randomUUID(), reader, NOON.plusSeconds(second));
    }

    private AuditEvent cleared(int second) {
        return new AdministratorActed(UUID.randomUUID(), reader, "cache.clear", "/api/v1/admin/cache/library:*", Outcome.DONE, NOON.plusSeconds(second));
    }

    private void readerHas(byte @Nullable [] key) {
        commandSide.sql("INSERT INTO command.personal_key VALUES (:reader, :key) ON CONFLICT (user_id) DO UPDATE SET key = excluded.key")
                .param("reader", reader).param("key", key).update();
    }

    @Test
    void what_happened_is_told_the_newest_first() {
        readerHas(bytes);
        querySide.given(signedIn(1), cleared(3), signedOut(2));

        var entries = audit("?reader=" + reader).json().get("items");

        assertThat(audit("?reader=" + reader).each("action")).containsExactly("cache.clear", "signed-out", "signed-in");
        assertThat(entries.get(0).get("subject").asString()).isEqualTo("/api/v1/admin/cache/library:*");
        assertThat(entries.get(0).get("outcome").asString()).isEqualTo("done");
        assertThat(entries.get(2).get("address").asString()).isEqualTo("203.0.113.7");
        assertThat(entries.get(2).get("at").asString()).isEqualTo(NOON.plusSeconds(1).toString());
    }

    @Test
    void entries_are_found_by_reader_action_and_time() {
        querySide.given(signedIn(1), signedOut(2), signedIn(3), cleared(4),
                new InvitationMade(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), NOON, NOON.plusSeconds(2)));

        assertThat(audit("?reader=" + reader + "&action=signed-in").each("action")).containsExactly("signed-in", "signed-in");
        assertThat(audit("?reader=" + reader + "&from=" + NOON.plusSeconds(2) + "&until=" + NOON.plusSeconds(4)).each("action"))
                .containsExactly("signed-in", "signed-out");
        assertThat(audit("?action=invitation-made").each("action")).containsOnly("invitation-made");
        assertThat(audit("?action=cache.clear").each("reader")).contains(reader.toString());
    }

    @Test
    void refused_sign_ins_say_how_often_and_since_when() {
        querySide.given(new SignInsRefused(UUID.randomUUID(), null, 7, null, NOON, NOON.plusSeconds(50)));

        var refused = audit("?action=sign-ins-refused").json().get("items").get(0);

        assertThat(refused.get("times").asInt()).isEqualTo(7);
        assertThat(refused.get("firstAt").asString()).isEqualTo(NOON.toString());
        assertThat(refused.get("reader").isNull()).isTrue();
    }

    @Test
    void pages_follow_each_other_even_where_entries_are_of_one_moment() {
        querySide.given(IntStream.range(0, 7).mapToObj(i -> signedOut(i / 4)).toList());

        var first = audit("?limit=3&reader=" + reader);
        var second = audit("?limit=3&reader=" + reader + "&cursor=" + first.json().get("next").asString());
        var third = audit("?limit=3&reader=" + reader + "&cursor=" + second.json().get("next").asString());

        assertThat(first.header("Link")).contains("rel=\"next\"");
        assertThat(third.json().get("next").isNull()).isTrue();
        assertThat(Stream.of(first, second, third).flatMap(page -> page.each("id").stream()))
                .hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void of_an_erased_reader_only_what_they_did_as_an_administrator_is_left() {
        readerHas(bytes);
        querySide.given(signedIn(1), cleared(2));
        assertThat(audit("?reader=" + reader).each("action")).hasSize(2);

        readerHas(null);
        assertThat(audit("?reader=" + reader).json().get("items").get(1).get("address").isNull()).isTrue();
        querySide.given(new ReaderErased(reader, NOON.plusSeconds(3)));

        assertThat(audit("?reader=" + reader).each("action")).containsExactly("cache.clear");
    }

    @Test
    void what_is_not_understood_is_refused() {
        for (var query : new String[] {"?reader=me", "?action=Signed%20in", "?from=yesterday", "?until=-99999-01-01T00:00:00Z", "?limit=0", "?limit=1001", "?cursor=x"}) {
            assertThat(audit(query).status()).as(query).isEqualTo(400);
        }
        assertThat(querySide.as(reader).get(AUDIT).status()).isEqualTo(403);
        assertThat(querySide.asNobody().get(AUDIT).status()).isEqualTo(401);
    }

    @Test
    void a_page_is_one_statement() {
        querySide.given(signedIn(1), signedOut(2));
        audit("?limit=1");

        assertThat(CountedStatements.during(() -> assertThat(audit("?reader=" + reader).each("id")).hasSize(2))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"by_time", "by_account", "by_action"})
    void every_filter_has_its_index(String index) {
        querySide.given(IntStream.range(0, 1000).<AuditEvent>mapToObj(i -> new SignedOut(UUID.randomUUID(), UUID.randomUUID(), NOON.plusSeconds(i))).toList());
        querySide.given(signedIn(1));
        audit("?limit=1");
        var jdbc = new NamedParameterJdbcTemplate(querySide.database().owner());
        jdbc.getJdbcTemplate().execute("ANALYZE query.audit_g1");

        var filter = new Filter(index.equals("by_account") ? reader : null, index.equals("by_action") ? "signed-in" : null,
                NOON, index.equals("by_time") ? NOON.plusSeconds(500) : null);
        var statement = AuditQueries.statement(filter, new Before(NOON.plusSeconds(400), UUID.randomUUID()), 21);
        var plan = String.join("\n", jdbc.queryForList("EXPLAIN " + statement.sql(), statement.parameters(), String.class));

        assertThat(plan).contains("audit_g1_" + index, "Limit").doesNotContain("Seq Scan on audit");
    }
}
