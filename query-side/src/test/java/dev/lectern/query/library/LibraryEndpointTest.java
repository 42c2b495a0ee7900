package dev.lectern.query.library;

import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.QuerySide;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LibraryEndpointTest {

    private final QuerySide querySide = QuerySide.shared();
    private final UUID reader = UUID.randomUUID();

    @Test
    void a_book_in_the_list_carries_its_percentage_and_everything_else_about_it() {
        var book = aBook().ownedBy(reader).called("Emma", "Jane Austen").about("Fiction").of(3);
        querySide.given(book.uploaded(), book.imported("It has no cover."), book.analysisRequested(),
                book.analysed(1, 7, 1, 7), book.readTo(42.5, "phone", NOON.plusSeconds(60)));

        var listed = querySide.as(reader).get("/api/v1/books").json().get("items").get(0);

        assertThat(listed.get("id").asString()).isEqualTo(book.id().toString());
        assertThat(listed.get("title").asString()).isEqualTo("Emma");
        assertThat(listed.get("authors").get(0).asString()).isEqualTo("Jane Austen");
        assertThat(listed.get("language").asString()).isEqualTo("en");
        assertThat(listed.get("genre").asString()).isEqualTo("Fiction");
        assertThat(listed.get("cover").isNull()).isTrue();
        assertThat(listed.get("importState").asString()).isEqualTo("ready");
        assertThat(listed.get("importReport").get("reason").isNull()).isTrue();
        assertThat(listed.get("importReport").get("warnings").get(0).asString()).isEqualTo("It has no cover.");
        assertThat(listed.get("readStatus").asString()).isEqualTo("reading");
        assertThat(listed.get("starred").asBoolean()).isFalse();
        assertThat(listed.get("progressPercent").asDouble()).isEqualTo(42.5);
        assertThat(listed.get("lastReadAt").asString()).isEqualTo("2026-03-01T12:01:00Z");
        assertThat(listed.get("addedAt").asString()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(listed.get("chapters").asInt()).isEqualTo(3);
        assertThat(listed.get("words").asInt()).isEqualTo(600);
        assertThat(listed.get("characters").asInt()).isEqualTo(3000);
        assertThat(listed.get("analysis").toString()).isEqualTo(
                "{\"state\":\"running\",\"chaptersDone\":1,\"chapters\":3,\"descriptions\":7}");
    }
}
