package dev.lectern.query.web;

import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.QuerySide.Reply;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictParametersTest {

    private final QuerySide querySide = QuerySide.shared();
    private final UUID reader = UUID.randomUUID();

    @Test
    void an_id_may_be_written_in_either_case() {
        var book = aBook().ownedBy(reader).of(2);
        querySide.given(book.uploaded(), book.imported());

        var path = "/api/v1/books/" + book.id().toString().toUpperCase(Locale.ROOT);
        assertThat(querySide.as(reader).get(path).status()).isEqualTo(200);
        assertThat(querySide.as(reader).get(path + "/chapters?limit=1").each("number")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "%2000000000-0000-4000-8000-000000000001", "00000000000040008000000000000001", "0"})
    void what_only_java_takes_for_an_id_is_refused(String none) {
        assertRefused(querySide.as(reader).get("/api/v1/books/" + none), 404);
        assertRefused(querySide.as(reader).get("/api/v1/books?shelf=" + none), 400);
        assertRefused(querySide.asAdmin().get("/api/v1/admin/audit?reader=" + none), 400);
    }

    @Test
    void a_parameter_without_a_value_is_not_one_left_out() {
        for (var path : List.of("/api/v1/books?shelf=", "/api/v1/books?limit=")) {
            assertRefused(querySide.as(reader).get(path), 400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x1", "0X1", "%231", "%2B1", "1%20", "%D9%A1", "1e0"})
    void what_only_java_takes_for_a_number_is_refused(String none) {
        var book = aBook().ownedBy(reader).of(2);
        querySide.given(book.uploaded(), book.imported());

        assertRefused(querySide.as(reader).get("/api/v1/books?limit=" + none), 400);
        assertRefused(querySide.as(reader).get("/api/v1/books/" + book.id() + "/descriptions?chapter=" + none), 400);
        assertRefused(querySide.as(reader).get("/api/v1/books/" + book.id() + "/chapters/" + none + "/descriptions"), 404);
        assertRefused(querySide.asAdmin().ask("DELETE", "/api/v1/admin/dead-letters/" + none), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "0x1p3", "1d", "1e999"})
    void a_cursor_with_no_number_in_it_is_refused(String none) {
        var cursor = Cursor.of("books:PROGRESS", none, UUID.randomUUID());
        assertRefused(querySide.as(reader).get("/api/v1/books?sort=progressPercent&cursor=" + cursor), 400);
    }

    @Test
    void a_cursor_with_no_id_in_it_is_refused() {
        var books = "/api/v1/books?sort=progressPercent&cursor=";
        assertThat(querySide.as(reader).get(books + Cursor.of("books:PROGRESS", 1.0, UUID.randomUUID())).status()).isEqualTo(200);
        assertRefused(querySide.as(reader).get(books + Cursor.of("books:PROGRESS", 1.0, "1-1-1-1-1")), 400);
    }

    private static void assertRefused(Reply reply, int status) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    }
}
