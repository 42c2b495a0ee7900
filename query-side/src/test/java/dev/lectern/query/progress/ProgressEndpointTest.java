package dev.lectern.query.progress;

import static dev.lectern.query.testing.TestBook.NOON;
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
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ProgressEndpointTest {

    private final QuerySide querySide = QuerySide.shared();
    private final UUID reader = UUID.randomUUID();
    private final TestBook book = aBook().ownedBy(reader);
    private final String url = "/api/v1/books/" + book.id() + "/progress";

    @Test
    void a_book_never_opened_has_no_place() {
        querySide.given(book.uploaded());

        assertThat(querySide.as(reader).get(url).json().toString())
                .isEqualTo("{\"current\":null,\"furthest\":null,\"devices\":[]}");
        assertThat(querySide.as(reader).get(url + "/history").json().get("items")).isEmpty();
    }

    @Test
    void the_place_is_the_newest_one_and_each_device_has_its_own() {
        querySide.given(book.uploaded(), book.readTo(30, "tablet", NOON), book.readTo(25, 30, "phone", NOON.plusSeconds(60)));

        var progress = querySide.as(reader).get(url).json();

        assertThat(progress.get("current").toString()).isEqualTo("""
                {"locator":{"chapter":1,"href":"OEBPS/c1.xhtml","progression":0.25,"cfi":null},"percent":25.0,\
                "deviceId":"phone","recordedAt":"2026-03-01T12:01:00Z"}""");
        assertThat(progress.get("furthest").get("percent").asDouble()).isEqualTo(30);
        assertThat(progress.get("devices")).hasSize(2);
    }

    @Test
    void the_history_has_every_place_the_newest_first() {
        querySide.given(book.uploaded(), book.readTo(10, "phone", NOON), book.readTo(20, "tablet", NOON.plusSeconds(1)),
                book.readTo(30, "phone", NOON.plusSeconds(2)));

        var percents = new ArrayList<String>();
        for (String next = ""; next != null; ) {
            var page = querySide.as(reader).get(url + "/history?limit=2" + next);
            percents.addAll(page.each("percent"));
            next = page.json().get("next").isNull() ? null : "&cursor=" + page.json().get("next").asString();
        }
        assertThat(percents).containsExactly("30.0", "20.0", "10.0");
    }

    @Test
    void the_history_knows_where_the_reader_was_then() {
        querySide.given(book.uploaded(), book.readTo(10, "phone", NOON), book.readTo(20, "phone", NOON.plusSeconds(60)));

        assertThat(at("2026-03-01T11:59:59Z")).isEmpty();
        assertThat(at("2026-03-01T12:00:00Z")).containsExactly("10.0");
        assertThat(at("2026-03-01T12:00:59Z")).containsExactly("10.0");
        assertThat(at("2026-03-02T00:00:00Z")).containsExactly("20.0");
    }

    @Test
    void a_place_told_late_is_seen_where_it_belongs() {
        querySide.given(book.uploaded(), book.readTo(20, "phone", NOON), book.toldLate(40, 40, "tablet", NOON.minusSeconds(60)));

        assertThat(at("2026-03-01T11:59:30Z")).containsExactly("40.0");
        assertThat(at("2026-03-01T12:00:30Z")).containsExactly("20.0");
        var progress = querySide.as(reader).get(url).json();
        assertThat(progress.get("current").get("percent").asDouble()).isEqualTo(20);
        assertThat(progress.get("furthest").get("percent").asDouble()).isEqualTo(40);
        assertThat(progress.get("devices").get(1).get("deviceId").asString()).isEqualTo("tablet");
    }

    @Test
    void what_cannot_be_used_is_refused() {
        querySide.given(book.uploaded());
        for (var query : List.of("at=yesterday", "at=%2B999999999-01-01T00:00:00Z", "limit=0", "cursor=x")) {
            assertThat(querySide.as(reader).get(url + "/history?" + query).status()).as(query).isEqualTo(400);
        }
    }

    private List<String> at(String instant) {
        return querySide.as(reader).get(url + "/history?at=" + instant).each("percent");
    }

    @Test
    void places_are_read_from_indexes() {
        querySide.given(book.uploaded());
        givenManyBooks();

        assertThat(Plans.of(querySide, ProgressQueries.PROGRESS)).contains("library_g1_", "progress_g1_pkey").doesNotContain("Seq Scan");
        assertThat(Plans.of(querySide, ProgressQueries.PLACES)).contains("library_g1_", "places_g1_").doesNotContain("Seq Scan");
    }

    private void givenManyBooks() {
        querySide.given(Stream.generate(() -> aBook().ownedBy(UUID.randomUUID())).limit(300)
                .flatMap(one -> Stream.<DomainEvent>of(one.uploaded(), one.imported(),
                        one.readTo(10, "phone", NOON), one.readTo(20, "phone", NOON.plusSeconds(60)))).toList());
        querySide.as(reader).get(url);
        var jdbc = JdbcClient.create(querySide.database().owner());
        List.of("library", "progress", "places").forEach(table -> jdbc.sql("ANALYZE query." + table + "_g1").update());
    }
}
