package dev.lectern.query.annotations;

import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.AnnotationEvent.AnnotationCreated;
import dev.lectern.contracts.event.AnnotationEvent.Kind;
import dev.lectern.contracts.event.AnnotationEvent.Quote;
import dev.lectern.contracts.event.AnnotationEvent.Remark;
import dev.lectern.contracts.event.AnnotationEvent.Span;
import dev.lectern.contracts.event.AnnotationEvent.Target;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.personal.PersonalKey;
import dev.lectern.query.testing.CountedStatements;
import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.TestBook;
import dev.lectern.query.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class AnnotationEndpointTest {

    private static QuerySide querySide;
    private static JdbcClient commandSide;

    private final UUID reader = UUID.randomUUID();
    private final byte[] bytes = PersonalKey.generate();
    private final PersonalKey key = new PersonalKey(bytes);
    private final TestBook book = aBook().ownedBy(reader);
    private final String path = "/api/v1/books/" + book.id() + "/annotations";

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

    private void readerHasAKey() {
        commandSide.sql("INSERT INTO command.personal_key VALUES (?, ?)").params(reader, bytes).update();
    }

    private AnnotationCreated note(int start) {
        return note(book, start);
    }

    private AnnotationCreated note(TestBook book, int start) {
        return new AnnotationCreated(UUID.randomUUID(), reader, book.id(), Kind.NOTE,
                new Target(2, new Quote(key.seal("whale"), key.seal("white "), null), new Span(start, start + 5), "epubcfi(/6/4!/4/2:0)"),
                new Remark(key.seal("My own words"), "yellow", List.of(key.seal("mine"))), NOON);
    }

    @Test
    void annotations_are_a_w3c_collection_that_its_reader_can_read() {
        readerHasAKey();
        var note = note(10);
        querySide.given(book.uploaded(), book.imported(), note);

        var collection = querySide.as(reader).get(path).json();

        assertThat(collection.get("@context").get(0).asString()).isEqualTo("http://www.w3.org/ns/anno.jsonld");
        assertThat(collection.get("type").asString()).isEqualTo("AnnotationCollection");
        assertThat(collection.get("total").asInt()).isEqualTo(1);
        assertThat(collection.get("first").get("type").asString()).isEqualTo("AnnotationPage");
        assertThat(collection.get("first").get("items").get(0).toString()).isEqualTo("""
                {"id":"%s","type":"Annotation","motivation":"commenting","created":"2026-03-01T12:00:00Z",\
                "body":[{"type":"TextualBody","purpose":"commenting","value":"My own words","format":"text/plain"},\
                {"type":"TextualBody","purpose":"tagging","value":"mine","format":"text/plain"}],\
                "target":{"source":"/api/v1/books/%s/chapters/2","selector":[\
                {"type":"TextQuoteSelector","exact":"whale","prefix":"white "},{"type":"TextPositionSelector","start":10,"end":15},\
                {"type":"FragmentSelector","conformsTo":"http://www.idpf.org/epub/linking/cfi/epub-cfi.html","value":"epubcfi(/6/4!/4/2:0)"}]},\
                "kind":"note","chapter":2,"colour":"yellow"}""".formatted(note.annotationId(), book.id()));
    }

    @Test
    void the_rows_hold_nothing_that_can_be_read_without_the_key() {
        readerHasAKey();
        querySide.given(book.uploaded(), book.imported(), note(10));
        querySide.as(reader).get(path);

        assertThat(commandSide.sql("SELECT a::text FROM query.annotations a WHERE reader_id = ?").param(reader).query(String.class).single())
                .contains("yellow").doesNotContain("My own words", "mine", "whale");
    }

    @Test
    void of_an_erased_reader_the_places_are_left_and_no_text() {
        commandSide.sql("INSERT INTO command.personal_key VALUES (?, NULL)").param(reader).update();
        querySide.given(book.uploaded(), book.imported(), note(10));

        var annotation = querySide.as(reader).get(path).json().get("first").get("items").get(0);

        assertThat(annotation.get("body")).isEmpty();
        assertThat(annotation.get("target").get("selector").get(0).get("type").asString()).isEqualTo("TextPositionSelector");
    }

    @Test
    void pages_follow_each_other_in_the_order_of_the_text_with_one_statement_each() {
        readerHasAKey();
        var later = note(30);
        var first = note(10);
        var second = note(20);
        querySide.given(book.uploaded(), book.imported(), later, first, second);
        querySide.as(reader).get(path);

        var statements = CountedStatements.during(() -> {
            var page = querySide.as(reader).get(path + "?limit=2");
            assertThat(page.json().get("first").get("items").valueStream().map(item -> item.get("id").asString()))
                    .containsExactly(first.annotationId().toString(), second.annotationId().toString());
            var link = page.header("Link");
            var rest = querySide.as(reader).get(link.substring(1, link.indexOf('>'))).json();
            assertThat(rest.get("type").asString()).isEqualTo("AnnotationPage");
            assertThat(rest.get("partOf").asString()).isEqualTo(path);
            assertThat(rest.get("items").valueStream().map(item -> item.get("id").asString())).containsExactly(later.annotationId().toString());
            assertThat(rest.get("next")).isNull();
        });

        assertThat(statements).hasSize(2);
    }

    @Test
    void annotations_are_read_from_their_index() {
        querySide.given(Stream.concat(Stream.of(book), Stream.generate(() -> aBook().ownedBy(reader)).limit(50)).flatMap(one -> Stream.concat(
                Stream.<DomainEvent>of(one.uploaded()), IntStream.range(0, 20).mapToObj(i -> note(one, i)))).toList());
        querySide.as(reader).get(path);
        var jdbc = new JdbcTemplate(querySide.database().owner());
        List.of("annotations", "library").forEach(table -> jdbc.execute("ANALYZE query." + table + "_g1"));

        var plan = String.join("\n", jdbc.queryForList("EXPLAIN " + AnnotationQueries.ANNOTATIONS, String.class,
                2, 300, UUID.randomUUID(), reader, book.id(), 21));

        assertThat(plan).contains("annotations_g1_by_place").doesNotContain("Seq Scan on annotations_g1");
    }

    @Test
    void a_book_without_annotations_is_an_empty_collection_and_a_foreign_one_does_not_exist() {
        querySide.given(book.uploaded(), book.imported());

        assertThat(querySide.as(reader).get(path).json().get("first").get("items")).isEmpty();
        assertThat(querySide.as(reader).get(path).json().get("total").asInt()).isZero();
        assertThat(querySide.as(UUID.randomUUID()).get(path).status()).isEqualTo(404);
    }
}
