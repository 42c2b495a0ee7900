package dev.lectern.query.library;

import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.TestBook;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                "{\"state\":\"running\",\"chaptersDone\":1,\"chapters\":3,\"descriptions\":7,\"note\":null}");
    }

    @Test
    void the_library_is_sorted_as_asked() {
        var emma = aBook().ownedBy(reader).called("Emma", "Jane Austen").uploadedAt(NOON);
        var dracula = aBook().ownedBy(reader).called("Dracula", "Bram Stoker").uploadedAt(NOON.plusSeconds(60));
        var whale = aBook().ownedBy(reader).called("The Whale", "Herman Melville").uploadedAt(NOON.plusSeconds(30));
        querySide.given(emma.uploaded(), emma.imported(), dracula.uploaded(), dracula.imported(), whale.uploaded(),
                whale.imported(), whale.readTo(80, "phone", NOON.plusSeconds(300)), emma.readTo(5, "phone", NOON.plusSeconds(200)));

        assertThat(titles("")).containsExactly("Dracula", "The Whale", "Emma");
        assertThat(titles("?sort=addedAt")).containsExactly("Emma", "The Whale", "Dracula");
        assertThat(titles("?sort=title")).containsExactly("Dracula", "Emma", "The Whale");
        assertThat(titles("?sort=-title")).containsExactly("The Whale", "Emma", "Dracula");
        assertThat(titles("?sort=author")).containsExactly("Dracula", "The Whale", "Emma");
        assertThat(titles("?sort=-lastReadAt")).containsExactly("The Whale", "Emma", "Dracula");
        assertThat(titles("?sort=progressPercent")).containsExactly("Dracula", "Emma", "The Whale");
    }

    @Test
    void the_library_is_filtered_as_asked() {
        var emma = aBook().ownedBy(reader).called("Emma", "Jane Austen").about("Romance");
        var dracula = aBook().ownedBy(reader).called("Dracula", "Bram Stoker").about("Horror");
        querySide.given(emma.uploaded(), emma.imported(), dracula.uploaded(), dracula.imported(),
                dracula.readTo(100, "phone", NOON));

        assertThat(titles("?genre=romance")).containsExactly("Emma");
        assertThat(titles("?readStatus=finished")).containsExactly("Dracula");
        assertThat(titles("?readStatus=abandoned")).isEmpty();
        assertThat(titles("?q=AUSTEN")).containsExactly("Emma");
        assertThat(titles("?q=100%25")).isEmpty();
    }

    @Test
    void starred_and_abandoned_books_are_found() {
        var emma = aBook().ownedBy(reader).called("Emma", "Jane Austen");
        var dracula = aBook().ownedBy(reader).called("Dracula", "Bram Stoker");
        querySide.given(emma.uploaded(), emma.imported(), dracula.uploaded(), dracula.imported(),
                emma.starred(), dracula.setTo(ReadStatus.ABANDONED));

        assertThat(titles("?starred=true")).containsExactly("Emma");
        assertThat(titles("?starred=false")).containsExactly("Dracula");
        assertThat(titles("?readStatus=abandoned")).containsExactly("Dracula");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repeat_in_every_order() {
        var books = IntStream.range(0, 23)
                .mapToObj(i -> aBook().ownedBy(reader).called("Book " + i % 4, "Author " + i % 3)
                        .uploadedAt(NOON.plusSeconds(i / 2))).toList();
        querySide.given(books.stream().flatMap(book -> Stream.of(book.uploaded(), book.imported())).toList());
        querySide.given(books.stream().limit(11).map(book -> book.readTo(book.hashCode() % 50 + 50, "phone", NOON)).toList());

        for (var sort : List.of("title", "-title", "author", "-addedAt", "addedAt", "-lastReadAt", "lastReadAt", "-progressPercent")) {
            var whole = querySide.as(reader).get("/api/v1/books?sort=" + sort).each("id");
            var paged = new ArrayList<String>();
            for (String next = ""; next != null; ) {
                var page = querySide.as(reader).get("/api/v1/books?limit=5&sort=" + sort + next);
                paged.addAll(page.each("id"));
                var cursor = page.json().get("next");
                assertThat(page.header("Link").isEmpty()).isEqualTo(cursor.isNull());
                next = cursor.isNull() ? null : "&cursor=" + cursor.asString();
            }
            assertThat(paged).as(sort).isEqualTo(whole).hasSize(23).doesNotHaveDuplicates();
        }
    }

    @Test
    void the_link_header_leads_to_the_next_page() {
        var books = IntStream.range(0, 3).mapToObj(i -> aBook().ownedBy(reader)).toList();
        querySide.given(books.stream().map(TestBook::uploaded).toList());

        var first = querySide.as(reader).get("/api/v1/books?limit=2&sort=title");
        var link = first.header("Link");

        assertThat(link).endsWith("; rel=\"next\"");
        assertThat(querySide.as(reader).get(link.substring(1, link.indexOf('>'))).each("id")).hasSize(1);
    }

    @Test
    void deleted_books_are_gone_and_restored_ones_back() {
        var book = aBook().ownedBy(reader);
        querySide.given(book.uploaded(), book.imported(), book.deleted());
        assertThat(titles("")).isEmpty();
        assertThat(querySide.as(reader).get("/api/v1/books/" + book.id()).status()).isEqualTo(404);

        querySide.given(book.restored());
        assertThat(titles("")).containsExactly("Moby-Dick");
    }

    @Test
    void nobody_sees_another_readers_books() {
        var book = aBook().ownedBy(reader);
        querySide.given(book.uploaded(), book.imported());
        var stranger = querySide.as(UUID.randomUUID());

        assertThat(stranger.get("/api/v1/books").each("id")).isEmpty();
        assertThat(stranger.get("/api/v1/books/" + book.id()).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/books/" + book.id()).body().get("type").asString())
                .isEqualTo("https://lectern.dev/problems/not-found");
    }

    @Test
    void a_books_own_page_has_links() {
        var book = aBook().ownedBy(reader);
        querySide.given(book.uploaded(), book.imported());

        var page = querySide.as(reader).get("/api/v1/books/" + book.id()).json();

        assertThat(page.get("title").asString()).isEqualTo("Moby-Dick");
        assertThat(page.get("fileName").asString()).isEqualTo("some file.epub");
        assertThat(page.get("links").get("toc").asString()).isEqualTo("/api/v1/books/" + book.id() + "/toc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-1", "limit=501", "limit=ten", "sort=colour", "readStatus=lost",
            "shelf=1", "starred=perhaps", "cursor=x", "cursor=WyJib29rczotQURERUQiLCJub3ciLCJub3QgYW4gaWQiXQ", "q=%00"})
    void what_cannot_be_used_is_refused_with_advice(String query) {
        var reply = querySide.as(reader).get("/api/v1/books?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void a_cursor_of_another_order_is_refused() {
        querySide.given(Stream.generate(() -> aBook().ownedBy(reader).uploaded()).limit(2).toList());
        var cursor = querySide.as(reader).get("/api/v1/books?limit=1&sort=title").json().get("next").asString();

        assertThat(querySide.as(reader).get("/api/v1/books?sort=author&cursor=" + cursor).status()).isEqualTo(400);
    }

    @Test
    void an_unchanged_library_is_not_sent_again() {
        var book = aBook().ownedBy(reader);
        querySide.given(book.uploaded());
        var first = querySide.as(reader).get("/api/v1/books");
        assertThat(querySide.as(reader).with("If-None-Match", first.header("ETag")).get("/api/v1/books").status()).isEqualTo(304);

        querySide.given(book.imported());
        assertThat(querySide.as(reader).with("If-None-Match", first.header("ETag")).get("/api/v1/books").status()).isEqualTo(200);
    }

    private List<String> titles(String query) {
        return querySide.as(reader).get("/api/v1/books" + query).each("title");
    }
}
