package dev.lectern.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client.Answer;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.personal.PersonalKey;
import dev.lectern.contracts.personal.Sealed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stars, read status, shelves and annotations, as clients write them. */
class WhatReadersKeepTest {

    private static ConfigurableApplicationContext service;
    private static Client guest;

    @BeforeAll
    static void start() {
        service = Servers.startService();
        guest = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_star_comes_and_goes() {
        var reader = guest.newReader();
        var book = readyBook(reader);

        assertThat(reader.delete(book + "/star").status()).isEqualTo(204);
        assertThat(reader.put(book + "/star").status()).isEqualTo(204);
        assertThat(reader.put(book + "/star").header("Lectern-Position")).isNotNull();
        assertThat(reader.patch(book, "{}").json().get("starred").asBoolean()).isTrue();
        assertThat(reader.delete(book + "/star").status()).isEqualTo(204);
        assertThat(reader.patch(book, "{}").json().get("starred").asBoolean()).isFalse();
    }

    @Test
    void a_status_is_chosen_and_reading_on_undoes_it() {
        var reader = guest.newReader();
        var book = readyBook(reader);

        assertThat(reader.patch(book, "{\"readStatus\":\"abandoned\"}").json().get("readStatus").asString()).isEqualTo("abandoned");
        reader.post(book + "/progress",
                "{\"locator\":{\"chapter\":1,\"progression\":0.5},\"deviceId\":\"phone\",\"recordedAt\":\"2026-01-01T00:00:00Z\"}");
        var patched = reader.patch(book, "{}").json();
        assertThat(patched.get("readStatus").asString()).isEqualTo("reading");
        assertThat(patched.get("progressPercent").asDouble()).isPositive();
        assertProblem(reader.patch(book, "{\"readStatus\":\"lost\"}"), 400, "invalid-request");
    }

    @Test
    void nobody_stars_another_readers_book() {
        var book = readyBook(guest.newReader());
        assertProblem(guest.newReader().put(book + "/star"), 404, "no-such-book");
        assertProblem(guest.newReader().patch(book, "{\"readStatus\":\"finished\"}"), 404, "no-such-book");
    }

    @Test
    void a_shelf_takes_books_and_is_taken_down() {
        var reader = guest.newReader();
        var book = readyBook(reader);
        var created = reader.post("/api/v1/shelves", "{\"name\":\"Sea\"}");
        assertThat(created.status()).isEqualTo(201);
        var shelf = created.header("Location");
        assertThat(shelf).isEqualTo("/api/v1/shelves/" + created.json().get("id").asString());
        var onShelf = shelf + "/books/" + book.substring(book.lastIndexOf('/') + 1);

        assertThat(reader.put(onShelf).status()).isEqualTo(204);
        assertThat(reader.put(onShelf).status()).isEqualTo(204);
        assertThat(reader.patch(shelf, "{\"name\":\"Land\"}").json().get("name").asString()).isEqualTo("Land");
        assertThat(reader.delete(onShelf).status()).isEqualTo(204);
        assertThat(reader.delete(shelf).status()).isEqualTo(204);
        assertProblem(reader.put(onShelf), 404, "no-such-shelf");
    }

    @Test
    void an_answer_says_how_long_it_is() {
        var created = guest.newReader().post("/api/v1/shelves", "{\"name\":\"Lange Nächte\"}");
        assertThat(created.header("Content-Length")).isNotNull();
        assertThat(created.json().get("name").asString()).isEqualTo("Lange Nächte");
    }

    @Test
    void other_peoples_shelves_and_books_do_not_exist() {
        var reader = guest.newReader();
        var other = guest.newReader();
        var shelf = reader.post("/api/v1/shelves", "{\"name\":\"Sea\"}").header("Location");
        var foreign = readyBook(other);

        assertProblem(reader.put(shelf + "/books/" + foreign.substring(foreign.lastIndexOf('/') + 1)), 404, "no-such-book");
        assertProblem(other.patch(shelf, "{\"name\":\"Mine\"}"), 404, "no-such-shelf");
        assertProblem(other.delete("/api/v1/shelves/" + UUID.randomUUID()), 404, "no-such-shelf");
        assertProblem(reader.post("/api/v1/shelves", "{\"name\":\" \"}"), 400, "invalid-request");
        assertProblem(reader.post("/api/v1/shelves", "{\"name\":\"" + "x".repeat(201) + "\"}"), 400, "invalid-request");
    }

    private static final String NOTE = """
            {"kind":"note","chapter":1,"note":"My own words","colour":"yellow","tags":["mine"],
             "selectors":[{"type":"TextQuoteSelector","exact":"chapter","prefix":"A "},{"type":"TextPositionSelector","start":2,"end":9}]}
            """;

    @Test
    void what_a_reader_writes_is_kept_sealed() {
        var reader = guest.newReader();
        var book = readyBook(reader);
        var created = reader.post(book + "/annotations", NOTE);
        assertThat(created.status()).isEqualTo(201);
        var annotation = created.header("Location");
        assertThat(annotation).isEqualTo(book + "/annotations/" + created.json().get("id").asString());

        var event = eventOf(created);
        assertThat(event).contains("yellow").doesNotContain("My own words", "mine", "exact\":\"chapter");
        var key = new PersonalKey(service.getBean(JdbcClient.class).sql("SELECT key FROM command.personal_key WHERE user_id = ?::uuid")
                .param(LecternJson.MAPPER.readTree(event).get("readerId").asString()).query(byte[].class).single());
        var note = LecternJson.MAPPER.readTree(event).get("remark").get("note").asString();
        assertThat(key.open(new Sealed(note))).isEqualTo("My own words");

        assertThat(reader.patch(annotation, "{\"colour\":\"red\"}").status()).isEqualTo(200);
        assertThat(reader.delete(annotation).status()).isEqualTo(204);
        assertProblem(reader.patch(annotation, "{\"colour\":\"red\"}"), 404, "no-such-annotation");
    }

    @Test
    void an_annotation_that_cannot_be_is_refused() {
        var reader = guest.newReader();
        var book = readyBook(reader);

        assertProblem(reader.post(book + "/annotations", NOTE.replace("\"note\":\"My own words\",", "")), 400, "invalid-request");
        assertProblem(reader.post(book + "/annotations", NOTE.replace("\"chapter\":1", "\"chapter\":7")), 422, "unresolvable-locator");
        assertProblem(reader.post(book + "/annotations", NOTE.replace("\"end\":9", "\"end\":99999")), 422, "unresolvable-locator");
        assertProblem(reader.post(book + "/annotations", NOTE.replace("TextQuoteSelector", "XPathSelector")), 400, "invalid-request");
        assertProblem(reader.post(book + "/annotations", NOTE.replace("yellow", "<script>")), 400, "invalid-request");
        assertProblem(guest.newReader().post(book + "/annotations", NOTE), 404, "no-such-book");
        var annotation = reader.post(book + "/annotations", NOTE).header("Location");
        assertProblem(guest.newReader().delete(annotation), 404, "no-such-annotation");
    }

    @Test
    void of_an_erased_reader_no_key_no_account_and_no_answer_is_left() {
        var email = UUID.randomUUID() + "@example.org";
        var credentials = "{\"email\":\"%s\",\"password\":\"a long password\"}".formatted(email);
        var reader = guest.withToken(guest.post("/api/v1/auth/register", credentials).json().get("accessToken").asString());
        var book = readyBook(reader);
        var written = eventOf(reader.post(book + "/annotations", NOTE, "Idempotency-Key", "k"));
        var id = LecternJson.MAPPER.readTree(written).get("readerId").asString();

        assertThat(reader.delete("/api/v1/me").status()).isEqualTo(204);
        assertThat(reader.delete("/api/v1/me").status()).isEqualTo(204);

        var jdbc = service.getBean(JdbcClient.class);
        assertThat(jdbc.sql("SELECT count(key) FROM command.personal_key WHERE user_id = ?::uuid").param(id).query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM command.idempotent_answer WHERE user_id = ?::uuid").param(id).query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM events.event WHERE aggregate_id = ? AND name = 'reader.erased'").param(id).query(Integer.class).single()).isOne();
        assertProblem(guest.post("/api/v1/auth/login", credentials), 401, "wrong-credentials");
        assertProblem(reader.post(book + "/annotations", NOTE), 410, "reader-erased");
    }

    @Test
    void no_role_may_do_more_than_it_has_to() throws SQLException {
        try (var connection = Servers.postgres().getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE granted");
            statement.execute("CREATE ROLE some_command LOGIN");
            statement.execute("CREATE ROLE some_query LOGIN");
        }
        var database = Servers.postgres().getDatabase("postgres", "granted");
        var migrations = Flyway.configure().dataSource(database).locations("classpath:db/eventlog", "classpath:db/command").defaultSchema("command")
                .placeholders(Map.of("commandRole", "some_command", "queryRole", "some_query"));
        // as a data directory of the release before has it
        migrations.target("199").load().migrate();
        migrations.target("latest").load().migrate();

        var jdbc = JdbcClient.create(database);
        var readable = "SELECT relname::text FROM pg_class WHERE relnamespace = 'command'::regnamespace AND relkind = 'r' AND has_table_privilege(?, oid, ?)";
        assertThat(jdbc.sql(readable).params("some_query", "SELECT").query(String.class).list())
                .containsExactlyInAnyOrder("personal_key", "device_password");
        assertThat(jdbc.sql("SELECT c FROM unnest(ARRAY['id', 'code', 'email']) AS c WHERE has_column_privilege('some_query', 'command.invitation', c, 'SELECT')")
                .query(String.class).list()).containsExactly("id", "email");
        assertThat(jdbc.sql(readable).params("some_query", "UPDATE").query(String.class).list()).isEmpty();
        assertThat(jdbc.sql(readable).params("some_command", "UPDATE").query(String.class).list()).contains("personal_key");

        var events = "SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p WHERE has_table_privilege(?, 'events.event', p)";
        assertThat(jdbc.sql(events).param("some_command").query(String.class).list()).containsExactly("SELECT", "INSERT");
        assertThat(jdbc.sql(events).param("some_query").query(String.class).list()).containsExactly("SELECT");
        var reports = "SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p WHERE has_table_privilege(?, 'events.reported_action', p)";
        assertThat(jdbc.sql(reports).param("some_command").query(String.class).list()).containsExactly("SELECT", "DELETE");
        assertThat(jdbc.sql(reports).param("some_query").query(String.class).list()).containsExactly("INSERT");
        for (var ownersOnly : List.of("events.outrun_log()", "events.become_another_log()")) {
            assertThat(jdbc.sql("SELECT has_function_privilege('some_command', ?, 'EXECUTE')").param(ownersOnly).query(Boolean.class).single()).isFalse();
        }
        var instances = "SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p WHERE has_table_privilege(?, 'events.instance', p)";
        for (var service : List.of("some_command", "some_query")) {
            assertThat(jdbc.sql(instances).param(service).query(String.class).list()).containsExactly("SELECT", "INSERT", "UPDATE", "DELETE");
        }
        var log = "SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p WHERE has_table_privilege(?, 'events.log', p)";
        assertThat(jdbc.sql(log).param("some_command").query(String.class).list()).containsExactly("SELECT");
    }

    @Test
    void an_event_says_what_caused_it_and_who_was_signed_in() {
        var reader = guest.newReader();
        var shelf = reader.post("/api/v1/shelves", "{\"name\":\"Sea\"}").json().get("id").asString();
        var event = service.getBean(JdbcClient.class).sql("SELECT payload::text AS payload, metadata::text AS metadata FROM events.event WHERE aggregate_id = ?")
                .param(shelf).query().singleRow();
        var metadata = LecternJson.MAPPER.readTree(event.get("metadata").toString());
        assertThat(metadata.get("userId")).isEqualTo(LecternJson.MAPPER.readTree(event.get("payload").toString()).get("ownerId"));
        assertThat(metadata.get("causationId").asString()).isNotEmpty().isEqualTo(metadata.get("correlationId").asString());
    }

    private static String eventOf(Answer answer) {
        return service.getBean(JdbcClient.class).sql("SELECT payload::text FROM events.event WHERE aggregate_id = ?")
                .param(answer.json().get("id").asString()).query(String.class).single();
    }

    private static String readyBook(Client reader) {
        var path = "/api/v1/books/" + reader.upload(SmallEpub.titled("A Book", "A chapter. " + UUID.randomUUID())).json().get("id").asString();
        Awaitility.await("the import").atMost(Duration.ofSeconds(30)).until(() -> reader.patch(path, "{}").status() == 200);
        return path;
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.json().get("type").asString()).isEqualTo("https://lectern.dev/problems/" + code);
    }
}
