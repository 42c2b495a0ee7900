package dev.lectern.query.admin;

import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.QuerySide;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdminEndpointTest {

    private final QuerySide querySide = QuerySide.shared();

    @Test
    void the_projections_tell_how_far_they_are_and_who_advances_them() {
        querySide.given(aBook().uploaded());
        var projections = querySide.asAdmin().get("/api/v1/admin/projections").json().get("items");
        var library = projections.valueStream().filter(projection -> projection.get("name").asString().equals("library")).findFirst().orElseThrow();

        assertThat(library.get("generation").asInt()).isEqualTo(1);
        assertThat(library.get("lagEvents").asInt()).isZero();
        assertThat(library.get("segments").get(0).get("owner").isNull()).isFalse();
    }

    @Test
    void an_aggregates_events_are_listed_page_by_page() {
        var book = aBook();
        querySide.given(book.uploaded(), book.imported(), book.deleted());

        var first = querySide.asAdmin().get("/api/v1/admin/events?limit=2&aggregate=" + book.id());
        assertThat(first.each("name")).containsExactly("book.uploaded", "book.imported");
        assertThat(first.json().get("items").get(0).get("payload").get("fileName").asString()).isEqualTo("some file.epub");

        var second = querySide.asAdmin().get("/api/v1/admin/events?limit=2&aggregate=" + book.id() + "&cursor="
                + first.json().get("next").asString());
        assertThat(second.each("name")).containsExactly("book.deleted");
    }

    @Test
    void an_aggregate_can_be_seen_as_it_was() {
        var book = aBook().called("Emma", "Jane Austen");
        querySide.given(book.uploaded(), book.imported());
        var before = Instant.now();
        querySide.given(book.renamed("Emma II"));

        assertThat(titleAsOf(book.id() + "/history")).isEqualTo("Emma II");
        assertThat(titleAsOf(book.id() + "/history?at=" + before)).isEqualTo("Emma");
        assertThat(querySide.asAdmin().get("/api/v1/admin/aggregates/nobody/history").status()).isEqualTo(404);
    }

    private String titleAsOf(String path) {
        return querySide.asAdmin().get("/api/v1/admin/aggregates/" + path).json()
                .get("rows").get("library").get(0).get("facts").get("title").asString();
    }
}
