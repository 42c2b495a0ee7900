package dev.lectern.query.admin;

import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.QuerySide;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
        QuerySide.eventually(() -> activityOf("library").get("eventsPerBatch").asInt() > 0);
    }

    private JsonNode activityOf(String projection) {
        querySide.given(aBook().uploaded());
        return querySide.asAdmin().get("/api/v1/admin/projections").json().get("items").valueStream()
                .filter(item -> item.get("name").asString().equals(projection)).findFirst().orElseThrow().get("activity");
    }

    @Test
    void a_dead_letter_can_be_taken_up_again_or_given_up() {
        assertThat(querySide.asAdmin().ask("POST", "/api/v1/admin/dead-letters/4711/retry").status()).isEqualTo(404);
        assertThat(querySide.asAdmin().ask("DELETE", "/api/v1/admin/dead-letters/4711").status()).isEqualTo(404);

        var book = aBook();
        querySide.given(book.uploaded());
        querySide.log().appendUnreadable(book.id());
        QuerySide.eventually(() -> !letters().isEmpty());
        var letter = letters().getFirst();
        assertThat(letter.get("error").asString()).contains("book.sent-to-the-moon");
        var retried = querySide.asAdmin().ask("POST", "/api/v1/admin/dead-letters/" + letter.get("id").asLong() + "/retry").json();
        assertThat(retried.get("left").asInt()).as("this release still can't read it").isEqualTo(1);

        QuerySide.eventually(() -> {
            letters().forEach(left -> assertThat(querySide.asAdmin().ask("DELETE", "/api/v1/admin/dead-letters/" + left.get("id").asLong()).status())
                    .isEqualTo(204));
            return letters().isEmpty() && querySide.asNobody().ask("GET", "/actuator/health").json().get("status").asString().equals("UP");
        });
    }

    private List<JsonNode> letters() {
        return querySide.asAdmin().get("/api/v1/admin/dead-letters").json().get("items").valueStream().toList();
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
