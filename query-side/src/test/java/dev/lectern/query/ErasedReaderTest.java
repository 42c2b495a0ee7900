package dev.lectern.query;

import static dev.lectern.query.testing.QuerySide.eventually;
import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.ReaderEvent.ReaderErased;
import dev.lectern.contracts.event.ShelfEvent.BookAdded;
import dev.lectern.contracts.event.ShelfEvent.ShelfCreated;
import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.TestBook;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** After {@code DELETE /me} no read model knows the reader, and others are as they were. */
class ErasedReaderTest {

    private final QuerySide querySide = QuerySide.shared();
    private final UUID reader = UUID.randomUUID();
    private final TestBook book = aBook().ownedBy(reader).called("A Title Nobody Else Has");
    private final TestBook kept = aBook();
    private final UUID shelf = UUID.randomUUID();

    @Test
    void nothing_is_left_of_an_erased_reader_and_nothing_is_missing_of_others() {
        querySide.given(book.uploaded(), book.imported(), book.starred(), book.readTo(40, "phone", NOON),
                book.readTo(50, "phone", NOON.plusSeconds(60)), new ShelfCreated(shelf, reader, "A Name Nobody Else Has", NOON),
                new BookAdded(shelf, reader, book.id(), NOON), kept.uploaded(), kept.imported(), kept.readTo(10, "phone", NOON));
        assertThat(querySide.as(reader).get("/api/v1/me/sessions").each("title")).containsExactly("A Title Nobody Else Has");
        var jdbc = JdbcClient.create(querySide.database().owner());
        var tables = jdbc.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'query' AND table_name ~ '_g[0-9]+$'")
                .query(String.class).list();
        var known = List.of(reader.toString(), book.id().toString(), "Nobody Else Has");
        assertThat(tables).filteredOn(table -> holds(jdbc, table, known)).map(table -> table.replaceAll("_g[0-9]+$", ""))
                .contains("library", "chapters", "places", "progress", "shelves", "shelved_books", "reading_time");

        querySide.given(new ReaderErased(reader, NOON));

        var me = querySide.as(reader);
        for (var list : List.of("/api/v1/books", "/api/v1/shelves", "/api/v1/me/sessions")) {
            assertThat(me.get(list).json().get("items")).as(list).isEmpty();
        }
        assertThat(me.get("/api/v1/me/statistics").json().get("byBook")).isEmpty();
        for (var path : List.of("", "/toc", "/chapters", "/chapters/1", "/progress", "/progress/history", "/descriptions")) {
            assertThat(me.get("/api/v1/books/" + book.id() + path).status()).as(path).isEqualTo(404);
        }
        assertThat(tables).noneMatch(table -> holds(jdbc, table, known));
        assertThat(querySide.as(kept.owner()).get("/api/v1/books").each("id")).containsExactly(kept.id().toString());
        assertThat(querySide.as(kept.owner()).get("/api/v1/me/sessions").each("bookId")).containsExactly(kept.id().toString());
    }

    @Test
    void a_stream_remembers_nothing_of_an_erased_reader() {
        querySide.given(book.uploaded(), book.readTo(40, "phone", NOON));
        try (var stream = querySide.as(reader).follow("/api/v1/events")) {
            var before = stream.lastId();
            querySide.given(book.readTo(50, "phone", NOON.plusSeconds(60)), new ReaderErased(reader, NOON));
            eventually(stream::hasEnded);
            try (var again = querySide.as(reader).with("Last-Event-ID", before).follow("/api/v1/events")) {
                eventually(() -> again.names().equals(List.of("reader")));
            }
        }
    }

    private static boolean holds(JdbcClient jdbc, String table, List<String> known) {
        return known.stream().anyMatch(text -> jdbc.sql("SELECT EXISTS (SELECT FROM query." + table + " t WHERE t::text LIKE ?)")
                .param("%" + text + "%").query(Boolean.class).single());
    }
}
