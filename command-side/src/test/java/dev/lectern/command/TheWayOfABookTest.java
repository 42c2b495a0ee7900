package dev.lectern.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lectern.command.Client.Answer;
import dev.lectern.contracts.CloudEventHeaders;
import dev.lectern.contracts.Topics;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalysisResult.AnalysisFailed;
import dev.lectern.contracts.nlp.AnalysisResult.DescriptionsExtracted;
import dev.lectern.contracts.nlp.Extractors;
import dev.lectern.contracts.nlp.AnalyseChapter;
import dev.lectern.contracts.nlp.Description;
import dev.lectern.contracts.nlp.DescriptionType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** From the upload over Kafka to the last chapter's passages, as clients, analytics and the NLP processor see it. */
class TheWayOfABookTest {

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
    void axon_runs_in_springs_transactions() {
        assertThat(service.getBean(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
    }

    @Test
    void an_uploaded_book_is_imported_analysed_and_told_to_kafka() {
        var reader = guest.newReader();
        var first = "The kitchen was low and dark, with copper pans along the wall. " + UUID.randomUUID();
        var second = "Nobody came. " + UUID.randomUUID();

        var uploaded = reader.upload(SmallEpub.titled("The Kitchen", first, second));
        assertThat(uploaded.status()).isEqualTo(202);
        assertThat(uploaded.json().get("importState").asString()).isEqualTo("importing");
        assertThat(uploaded.header("Lectern-Position")).isNotNull();
        var id = uploaded.json().get("id").asString();
        assertThat(uploaded.header("Location")).isEqualTo("/api/v1/books/" + id);

        var requests = Kafka.readUntil(Topics.NLP_REQUESTS, read -> read.stream().filter(message -> isFor(message, first, second)).count() == 2)
                .stream().filter(message -> isFor(message, first, second)).toList();
        for (var request : requests) {
            var chapter = LecternJson.MAPPER.readValue(request.value(), AnalyseChapter.class);
            assertThat(ContentHash.of(chapter.content())).isEqualTo(chapter.text());
            if (chapter.content().contains(first)) {
                var found = new DescriptionsExtracted(chapter.text(), chapter.extractor(), 1, 1, List.of(new Description(UUID.randomUUID(),
                        DescriptionType.LOCATION, chapter.content().substring(0, 11), 0, 11, 0.9, 80, List.of(), List.of("lexicon"))));
                Kafka.answer(found);
                Kafka.answer(found);
            } else {
                Kafka.answer(new AnalysisFailed(chapter.text(), chapter.extractor(), 1, 1, "It took too long."));
            }
        }

        var events = Kafka.readUntil(Topics.EVENTS, read -> ofBook(read, id).size() >= 5);
        assertThat(ofBook(events, id)).extracting(event -> Kafka.header(event, CloudEventHeaders.TYPE)).containsExactly(
                "lectern.book.uploaded.v1", "lectern.book.imported.v1", "lectern.book.analysis-requested.v1",
                "lectern.book.chapter-analysed.v1", "lectern.book.chapter-analysed.v1");
        var progress = json(ofBook(events, id).getLast()).get("progress");
        assertThat(progress).isEqualTo(LecternJson.MAPPER.readTree(
                "{\"chaptersDone\":2,\"chapters\":2,\"chaptersFailed\":1,\"descriptions\":1}"));
        assertThat(json(ofBook(events, id).get(1)).get("title").asString()).isEqualTo("The Kitchen");

        assertThat(reader.patch("/api/v1/books/" + id, "{}").json().get("analysis").get("state").asString()).isEqualTo("done");
    }

    @Test
    void every_event_reaches_kafka_once_and_valid() {
        var reader = guest.newReader();
        var id = readyBook(reader, "One chapter. " + UUID.randomUUID());
        progress(reader, id, 0.5, "2026-01-01T00:00:00Z");

        var log = service.getBean(JdbcClient.class).sql("SELECT id::text FROM events.event ORDER BY tx, index").query(String.class).list();
        var published = Kafka.readUntil(Topics.EVENTS, read -> ids(read).containsAll(log));
        assertThat(ids(published)).doesNotHaveDuplicates();
        assertThat(published).allSatisfy(event -> {
            var type = Kafka.header(event, CloudEventHeaders.TYPE);
            assertThat(violations(type, json(event))).as(type).isEmpty();
            assertThat(Kafka.header(event, CloudEventHeaders.SUBJECT)).isEqualTo(event.key());
        });
    }

    @Test
    void the_same_file_again_is_the_same_book() {
        var reader = guest.newReader();
        var epub = SmallEpub.titled("Twice", "Once more. " + UUID.randomUUID());
        var first = reader.upload(epub);
        var second = reader.upload(epub);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(guest.newReader().upload(epub).json().get("id")).isNotEqualTo(first.json().get("id"));
    }

    @Test
    void two_clients_that_upload_the_same_file_at_once_get_one_book() throws Exception {
        var reader = guest.newReader();
        var epub = SmallEpub.titled("Race", "Ready, steady. " + UUID.randomUUID());
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = clients.invokeAll(Collections.<Callable<Answer>>nCopies(8, () -> reader.upload(epub))).stream()
                    .map(Future::resultNow).toList();
            assertThat(answers).extracting(Answer::status).containsOnly(200, 202);
            assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
            assertThat(answers).extracting(answer -> answer.json().get("id").asString()).containsOnly(answers.getFirst().json().get("id").asString());
        }
    }

    @Test
    void what_is_no_epub_is_refused_and_leaves_nothing() {
        var reader = guest.newReader();
        assertProblem(reader.upload("This is a text.".getBytes(StandardCharsets.UTF_8)), 415, "not-an-epub");
        assertProblem(reader.upload(new byte[0]), 415, "not-an-epub");
        assertProblem(reader.upload("book", SmallEpub.titled("Wrong field", "x")), 400, "invalid-request");
        var torn = Arrays.copyOf(SmallEpub.titled("Torn", "half"), 400);
        assertProblem(reader.upload(torn), 422, "unreadable");
    }

    @Test
    void the_same_key_gives_the_same_answer_and_one_effect() {
        var reader = guest.newReader();
        var id = readyBook(reader, "A chapter. " + UUID.randomUUID());
        var path = "/api/v1/books/" + id + "/progress";
        var body = place(0.5, "2026-01-01T00:00:00Z");
        var first = reader.post(path, body, "Idempotency-Key", "k1");
        var again = reader.post(path, body, "Idempotency-Key", "k1");
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(again.header("Lectern-Position")).isEqualTo(first.header("Lectern-Position"));
        assertThat(again.json().get("applied").asBoolean()).isTrue();
        assertProblem(reader.post(path, place(0.6, "2026-01-01T00:00:00Z"), "Idempotency-Key", "k1"), 422, "idempotency-key-reused");
    }

    @Test
    void two_devices_first_places_at_once_are_both_answered_and_the_newest_stands() throws Exception {
        var reader = guest.newReader();
        var id = readyBook(reader, "A chapter. " + UUID.randomUUID());
        try (var devices = Executors.newVirtualThreadPerTaskExecutor()) {
            var writes = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < 16; i++) {
                var at = "2026-01-01T00:00:%02dZ".formatted(i);
                writes.add(() -> reader.post("/api/v1/books/" + id + "/progress", place(0.5, at)));
            }
            assertThat(devices.invokeAll(writes)).extracting(answer -> answer.resultNow().status()).containsOnly(200);
        }
        var late = reader.post("/api/v1/books/" + id + "/progress", place(0.1, "2025-01-01T00:00:00Z"));
        assertThat(late.json().get("applied").asBoolean()).isFalse();
        assertThat(late.json().get("current").get("recordedAt").asString()).isEqualTo("2026-01-01T00:00:15Z");
    }

    @Test
    void what_a_locator_means_nothing_in_is_named() {
        var reader = guest.newReader();
        var id = readyBook(reader, "A chapter. " + UUID.randomUUID());
        var answer = reader.post("/api/v1/books/" + id + "/progress",
                "{\"locator\":{\"chapter\":7,\"progression\":0},\"deviceId\":\"phone\",\"recordedAt\":\"2026-01-01T00:00:00Z\"}");
        assertProblem(answer, 422, "unresolvable-locator");
        assertThat(answer.json().get("field").asString()).isEqualTo("locator.chapter");
    }

    @Test
    void what_no_text_column_can_hold_is_refused() {
        var reader = guest.newReader();
        var id = readyBook(reader, "A chapter. " + UUID.randomUUID());
        assertProblem(reader.patch("/api/v1/books/" + id, "{\"title\":\"a\\u0000b\"}"), 400, "invalid-request");
        assertProblem(reader.patch("/api/v1/books/" + id, "{\"authors\":[\"\\ud800\"]}"), 400, "invalid-request");
        assertThat(reader.patch("/api/v1/books/" + id, "{\"title\":\"\\ud83d\\udc33\"}").json().get("title").asString()).isEqualTo("🐳");
    }

    @Test
    void to_another_reader_the_book_does_not_exist() {
        var id = readyBook(guest.newReader(), "Mine. " + UUID.randomUUID());
        var other = guest.newReader();
        assertProblem(other.post("/api/v1/books/" + id + "/progress", place(0.5, "2026-01-01T00:00:00Z")), 404, "no-such-book");
        assertProblem(other.delete("/api/v1/books/" + id), 404, "no-such-book");
        assertProblem(other.patch("/api/v1/books/" + UUID.randomUUID(), "{\"title\":\"x\"}"), 404, "no-such-book");
    }

    @Test
    void a_deleted_book_comes_back() {
        var reader = guest.newReader();
        var id = readyBook(reader, "Gone. " + UUID.randomUUID());
        assertThat(reader.delete("/api/v1/books/" + id).status()).isEqualTo(204);
        assertProblem(reader.post("/api/v1/books/" + id + "/progress", place(0.5, "2026-01-01T00:00:00Z")), 404, "no-such-book");
        assertThat(reader.post("/api/v1/books/" + id + "/restore", "").status()).isEqualTo(200);
        progress(reader, id, 0.5, "2026-01-01T00:00:00Z");
    }

    @Test
    void a_text_that_two_readers_upload_is_asked_for_once() {
        var text = "Shared words, and no others. " + UUID.randomUUID();
        readyBook(guest.newReader(), text);
        readyBook(guest.newReader(), text);
        var marker = "A marker behind them. " + UUID.randomUUID();
        readyBook(guest.newReader(), marker);
        var requests = Kafka.readUntil(Topics.NLP_REQUESTS, read -> read.stream().anyMatch(message -> message.value().contains(marker)));
        assertThat(requests).filteredOn(message -> message.value().contains(text)).hasSize(1);
    }

    @Test
    void what_a_reader_has_open_is_asked_for_urgently() {
        var reader = guest.newReader();
        var text = "An open chapter. " + UUID.randomUUID();
        var id = readyBook(reader, text);
        Kafka.readUntil(Topics.NLP_REQUESTS, read -> read.stream().anyMatch(message -> message.value().contains(text)));
        progress(reader, id, 0.1, "2026-01-01T00:00:00Z");
        Kafka.readUntil(Topics.NLP_REQUESTS_URGENT, read -> read.stream().anyMatch(message -> message.value().contains(text)));
    }

    @Test
    void a_result_that_nobody_understands_is_buried_and_the_next_one_recorded() {
        var reader = guest.newReader();
        var text = "After the garbage. " + UUID.randomUUID();
        var garbage = "garbage " + UUID.randomUUID();
        Kafka.send(Topics.NLP_RESULTS, "x", DescriptionsExtracted.TYPE, garbage.getBytes(StandardCharsets.UTF_8));
        var id = readyBook(reader, text);
        var hash = LecternJson.MAPPER.readValue(Kafka.readUntil(Topics.NLP_REQUESTS,
                read -> read.stream().anyMatch(message -> message.value().contains(text))).stream()
                .filter(message -> message.value().contains(text)).findFirst().orElseThrow().value(), AnalyseChapter.class).text();
        Kafka.answer(new DescriptionsExtracted(hash, Extractors.CURRENT, 1, 1, List.of()));
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                reader.patch("/api/v1/books/" + id, "{\"genre\":\"x\"}").json().get("analysis").get("state").asString()).isEqualTo("done"));
        Kafka.readUntil(Topics.deadLetters(Topics.NLP_RESULTS), read -> read.stream().anyMatch(message -> garbage.equals(message.value())));
    }

    private static String readyBook(Client reader, String... chapters) {
        var id = reader.upload(SmallEpub.titled("A Book", chapters)).json().get("id").asString();
        Awaitility.await("the import").atMost(Duration.ofSeconds(30)).until(() ->
                reader.patch("/api/v1/books/" + id, "{\"genre\":\"Fiction\"}").status() == 200);
        return id;
    }

    private static void progress(Client reader, String book, double progression, String at) {
        assertThat(reader.post("/api/v1/books/" + book + "/progress", place(progression, at)).json().get("applied").asBoolean()).isTrue();
    }

    private static String place(double progression, String at) {
        return "{\"locator\":{\"chapter\":1,\"progression\":%s},\"deviceId\":\"phone\",\"recordedAt\":\"%s\"}".formatted(progression, at);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.json().get("type").asString()).isEqualTo("https://lectern.dev/problems/" + code);
        assertThat(answer.json().get("detail").asString()).endsWith(".");
    }

    private static boolean isFor(ConsumerRecord<String, String> message, String... texts) {
        return Arrays.stream(texts).anyMatch(message.value()::contains);
    }

    private static List<ConsumerRecord<String, String>> ofBook(List<ConsumerRecord<String, String>> events, String id) {
        return events.stream().filter(event -> event.key().equals(id)).toList();
    }

    private static List<String> ids(List<ConsumerRecord<String, String>> events) {
        return events.stream().map(event -> Kafka.header(event, CloudEventHeaders.ID)).toList();
    }

    private static JsonNode json(ConsumerRecord<String, String> event) {
        return LecternJson.MAPPER.readTree(event.value());
    }

    private static final Map<String, Schema> SCHEMAS = new HashMap<>();

    private static List<?> violations(String type, JsonNode payload) {
        return SCHEMAS.computeIfAbsent(type, name -> {
            try (var schema = TheWayOfABookTest.class.getResourceAsStream("/schemas/" + name + ".json")) {
                return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).validate(payload);
    }
}
