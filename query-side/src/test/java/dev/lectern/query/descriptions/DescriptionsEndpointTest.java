package dev.lectern.query.descriptions;

import static dev.lectern.contracts.nlp.DescriptionType.CHARACTER;
import static dev.lectern.contracts.nlp.DescriptionType.LOCATION;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.query.testing.Plans;
import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.TestBook;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DescriptionsEndpointTest {

    private final QuerySide querySide = QuerySide.shared();
    private final UUID reader = UUID.randomUUID();
    private final TestBook book = aBook().ownedBy(reader).called("Book " + reader).of(2);
    private final String url = "/api/v1/books/" + book.id();

    @BeforeEach
    void two_analysed_chapters() {
        querySide.given(book.uploaded(), book.imported(), book.analysisRequested(),
                book.described(2, book.passage(2, 0, 50, LOCATION, 80)),
                book.described(1, book.passage(1, 200, 250, CHARACTER, 40), book.passage(1, 10, 60, LOCATION, 90)),
                book.analysed(1, 2, 1, 2), book.analysed(2, 1, 2, 3));
    }

    @Test
    void passages_come_in_the_order_of_the_book() {
        var passages = querySide.as(reader).get(url + "/descriptions");

        assertThat(passages.each("start")).containsExactly("10", "200", "0");
        assertThat(passages.each("chapter")).containsExactly("1", "1", "2");
        assertThat(passages.json().get("items").get(0).toString()).isEqualTo("""
                {"id":"%s","chapter":1,"type":"location","text":"a passage from 10","start":10,"end":60,"confidence":0.8,\
                "priority":90,"entities":[{"text":"Ishmael","kind":"person"}],"voices":["lexicon","corenlp"]}"""
                .formatted(book.passage(1, 10, 60, LOCATION, 90).id()));
    }

    @Test
    void passages_are_filtered_as_asked() {
        assertThat(starts("/descriptions?type=location")).containsExactly("10", "0");
        assertThat(starts("/descriptions?minPriority=80")).containsExactly("10", "0");
        assertThat(starts("/descriptions?chapter=2")).containsExactly("0");
        assertThat(starts("/chapters/1/descriptions")).containsExactly("10", "200");
        assertThat(starts("/chapters/1/descriptions?type=character")).containsExactly("200");
        assertThat(starts("/descriptions?chapter=99")).isEmpty();
    }

    @Test
    void passages_come_page_by_page() {
        var starts = new ArrayList<String>();
        for (String next = ""; next != null; ) {
            var page = querySide.as(reader).get(url + "/descriptions?limit=1" + next);
            starts.addAll(page.each("start"));
            next = page.json().get("next").isNull() ? null : "&cursor=" + page.json().get("next").asString();
        }
        assertThat(starts).containsExactly("10", "200", "0");
    }

    @Test
    void whoever_has_the_same_text_has_the_same_passages() {
        var other = aBook().ownedBy(UUID.randomUUID()).called(book.title()).of(2);
        querySide.given(other.uploaded(), other.imported(), other.analysisRequested(), other.analysed(1, 2, 1, 2));

        assertThat(querySide.as(other.owner()).get("/api/v1/books/" + other.id() + "/descriptions").each("start"))
                .containsExactly("10", "200");
    }

    @Test
    void a_result_that_comes_twice_changes_nothing() {
        querySide.given(book.described(2, book.passage(2, 0, 50, LOCATION, 80)));

        assertThat(starts("/descriptions")).containsExactly("10", "200", "0");
    }

    @Test
    void what_cannot_be_used_is_refused() {
        for (var query : List.of("type=colour", "minPriority=101", "minPriority=-1", "minPriority=x", "chapter=x", "limit=0", "cursor=x")) {
            assertThat(querySide.as(reader).get(url + "/descriptions?" + query).status()).as(query).isEqualTo(400);
        }
    }

    private List<String> starts(String path) {
        return querySide.as(reader).get(url + path).each("start");
    }

    @Test
    void passages_are_read_from_indexes() {
        givenManyBooks();

        assertThat(Plans.of(querySide, DescriptionQueries.statement(" AND c.number = :chapter AND d.priority >= :minPriority")))
                .contains("library_g1_", "chapters_g1_pkey", "descriptions_g1_").doesNotContain("Seq Scan");
    }

    private void givenManyBooks() {
        querySide.given(Stream.generate(() -> aBook().called("Book " + UUID.randomUUID())).limit(300)
                .flatMap(one -> Stream.<DomainEvent>of(one.uploaded(), one.imported(),
                        one.described(1, one.passage(1, 0, 50, LOCATION, 80), one.passage(1, 60, 90, LOCATION, 80)))).toList());
        querySide.as(reader).get(url + "/descriptions");
        var jdbc = JdbcClient.create(querySide.database().owner());
        List.of("library", "chapters", "descriptions").forEach(table -> jdbc.sql("ANALYZE query." + table + "_g1").update());
    }
}
