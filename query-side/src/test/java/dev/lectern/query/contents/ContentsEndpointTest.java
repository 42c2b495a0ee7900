package dev.lectern.query.contents;

import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.AnalysisEvent.DescriptionsRecorded;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.contracts.nlp.Extractors;
import dev.lectern.query.testing.Plans;
import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.StoredBook;
import dev.lectern.query.testing.TestBook;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ContentsEndpointTest {

    private final QuerySide querySide = QuerySide.shared();
    private final UUID reader = UUID.randomUUID();
    private final UUID book = UUID.randomUUID();
    private final String path = "/api/v1/books/";
    private String url = "";

    @BeforeEach
    void a_book_of_three_chapters() {
        var test = aBook().ownedBy(reader);
        url = path + test.id();
        var stored = new StoredBook(test, querySide.store())
                .chapter("Loomings", "Call me Ishmael.")
                .chapter("Note", false, "A note.", "<p>A note.</p>", List.of(List.of(0, 3, 7)))
                .chapter("The Carpet-Bag", "I stuffed a shirt or two.")
                .toc(List.of(Map.of("title", "Part one", "children", List.of(
                        Map.of("title", "Loomings", "href", "OEBPS/c1.xhtml#start", "chapter", 1, "children", List.of())))));
        querySide.given(stored.uploaded(), stored.imported());
    }

    @Test
    void the_table_of_contents_is_nested() {
        var entry = querySide.as(reader).get(url + "/toc").json().get("items").get(0);

        assertThat(entry.toString()).isEqualTo("""
                {"title":"Part one","href":null,"chapter":null,"children":[{"title":"Loomings",\
                "href":"OEBPS/c1.xhtml#start","chapter":1,"children":[]}]}""");
    }

    @Test
    void a_book_that_is_being_imported_has_no_contents_yet() {
        var importing = aBook().ownedBy(reader);
        querySide.given(importing.uploaded());

        assertThat(querySide.as(reader).get(path + importing.id() + "/toc").json().get("items")).isEmpty();
        assertThat(querySide.as(reader).get(path + importing.id() + "/chapters").json().get("items")).isEmpty();
    }

    @Test
    void the_chapters_are_listed_page_by_page() {
        var first = querySide.as(reader).get(url + "/chapters?limit=2");
        assertThat(first.each("title")).containsExactly("Loomings", "Note");
        assertThat(first.json().get("items").get(1).toString()).isEqualTo("""
                {"number":2,"title":"Note","href":"OEBPS/c2.xhtml","linear":false,"words":2,"characters":7}""");

        var second = querySide.as(reader).get(url + "/chapters?limit=2&cursor=" + first.json().get("next").asString());
        assertThat(second.each("title")).containsExactly("The Carpet-Bag");
        assertThat(second.json().get("next").isNull()).isTrue();
    }

    @Test
    void a_chapter_has_its_text_and_its_neighbours_in_the_reading_order() {
        var chapter = querySide.as(reader).get(url + "/chapters/1").json();

        assertThat(chapter.get("number").asInt()).isEqualTo(1);
        assertThat(chapter.get("text").asString()).isEqualTo("Call me Ishmael.");
        assertThat(chapter.get("xhtml").asString()).isEqualTo("<p>Call me Ishmael.</p>");
        assertThat(chapter.get("previous").isNull()).isTrue();
        assertThat(chapter.get("next").asInt()).as("the note is reached by links only").isEqualTo(3);
    }

    @Test
    void a_chapter_is_the_same_whether_its_text_goes_out_as_it_is_stored_or_is_written_anew() {
        var text = "“Thar she blows!” \"There\" & \\ \u0001 🐋";
        var test = aBook().ownedBy(reader);
        var stored = new StoredBook(test, querySide.store()).chapter("One “\"” 🐋", text).chapter("Two", text);
        var whole = aBook().ownedBy(reader);
        var storedWhole = new StoredBook(whole, querySide.store()).storedByAnEarlierRelease().chapter("One “\"” 🐋", text).chapter("Two", text);
        querySide.given(stored.uploaded(), stored.imported(), storedWhole.uploaded(), storedWhole.imported());

        for (int number = 1; number <= 2; number++) {
            var page = querySide.as(reader).get(path + test.id() + "/chapters/" + number);
            assertThat(page.json().get("text").asString()).isEqualTo(text);
            assertThat(page.bytes()).isEqualTo(querySide.as(reader).get(path + whole.id() + "/chapters/" + number).bytes());
        }
    }

    @Test
    void a_chapters_passages_are_marked_when_asked() {
        var test = aBook().ownedBy(reader).of(1);
        var stored = new StoredBook(test, querySide.store()).chapter("Loomings", "Call me Ishmael. Some years ago.");
        var passage = test.passage(1, 0, 16, DescriptionType.CHARACTER, 50);
        querySide.given(stored.uploaded(), stored.imported(),
                new DescriptionsRecorded(stored.chapter(1).text(), Extractors.CURRENT, 1, 1, List.of(passage), true, 1, TestBook.NOON),
                test.analysed(1, 1, 1, 1));
        var chapter = path + test.id() + "/chapters/1";

        assertThat(querySide.as(reader).get(chapter + "?marks=true").json().get("xhtml").asString()).isEqualTo(
                "<p><mark data-description-id=\"" + passage.id() + "\">Call me Ishmael.</mark> Some years ago.</p>");
        assertThat(querySide.as(reader).get(chapter).json().get("xhtml").asString()).doesNotContain("mark");
    }

    @Test
    void a_chapter_goes_out_compressed_to_who_takes_it() throws IOException {
        var plain = querySide.as(reader).get(url + "/chapters/3");
        var zipped = querySide.as(reader).with("Accept-Encoding", "gzip").get(url + "/chapters/3");

        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        try (var inflated = new GZIPInputStream(new ByteArrayInputStream(zipped.bytes()))) {
            assertThat(new String(inflated.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(plain.bytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_chapter_that_is_known_is_not_sent_again() {
        var tag = querySide.as(reader).get(url + "/chapters/3").header("ETag");

        assertThat(querySide.as(reader).with("If-None-Match", tag).get(url + "/chapters/3").status()).isEqualTo(304);
    }

    @Test
    void what_is_not_there_is_404() {
        var asked = querySide.as(reader);

        assertThat(asked.get(url + "/chapters/4").status()).isEqualTo(404);
        assertThat(asked.get(url + "/chapters/0").status()).isEqualTo(404);
        assertThat(asked.get(url + "/chapters/one").status()).isEqualTo(404);
        assertThat(asked.get(path + book + "/toc").status()).isEqualTo(404);
        assertThat(asked.get(path + "not-an-id/toc").status()).isEqualTo(404);
    }

    @Test
    void another_readers_contents_are_404() {
        var stranger = querySide.as(UUID.randomUUID());

        for (var part : List.of("/toc", "/chapters", "/chapters/1", "/descriptions", "/chapters/1/descriptions",
                "/progress", "/progress/history", "/file", "/cover", "/resources/OEBPS/a.png")) {
            assertThat(stranger.get(url + part).status()).as(part).isEqualTo(404);
        }
    }

    @Test
    void contents_are_read_from_indexes() {
        givenManyBooks();

        assertThat(Plans.of(querySide, ContentsQueries.CHAPTERS)).contains("library_g1_", "chapters_g1_pkey").doesNotContain("Seq Scan");
        assertThat(Plans.of(querySide, ContentsQueries.CHAPTER)).contains("library_g1_", "chapters_g1_pkey").doesNotContain("Seq Scan");
        assertThat(Plans.of(querySide, ContentsQueries.TOC)).contains("library_g1_").doesNotContain("Seq Scan");
    }

    private void givenManyBooks() {
        querySide.given(Stream.generate(() -> aBook().ownedBy(UUID.randomUUID())).limit(300)
                .flatMap(one -> Stream.<DomainEvent>of(one.uploaded(), one.imported())).toList());
        querySide.as(reader).get(url + "/toc");
        var jdbc = JdbcClient.create(querySide.database().owner());
        List.of("library", "chapters").forEach(table -> jdbc.sql("ANALYZE query." + table + "_g1").update());
    }
}
