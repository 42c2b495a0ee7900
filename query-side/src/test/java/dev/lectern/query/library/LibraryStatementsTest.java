package dev.lectern.query.library;

import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.query.library.LibraryQueries.After;
import dev.lectern.query.library.LibraryQueries.Filter;
import dev.lectern.query.testing.CountedStatements;
import dev.lectern.query.testing.Plans;
import dev.lectern.query.testing.QuerySide;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The library costs one statement with an index behind it, whatever its size. */
class LibraryStatementsTest {

    private static QuerySide querySide;

    @BeforeAll
    static void start() {
        querySide = QuerySide.start(Map.of(), CountedStatements.class);
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    private static UUID aReaderWith(int books) {
        var reader = UUID.randomUUID();
        querySide.given(IntStream.range(0, books).mapToObj(i -> aBook().ownedBy(reader).uploadedAt(NOON.plusSeconds(i)))
                .flatMap(book -> Stream.of(book.uploaded(), book.imported(), book.readTo(10, "phone", NOON)))
                .toList());
        return reader;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 500})
    void a_library_is_one_statement(int books) {
        var reader = aReaderWith(books);
        querySide.as(reader).get("/api/v1/books?limit=1");

        var statements = CountedStatements.during(() ->
                assertThat(querySide.as(reader).get("/api/v1/books?limit=500").each("id")).hasSize(books));

        assertThat(statements).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(BookSort.Key.class)
    void every_order_is_read_from_its_index(BookSort.Key key) {
        aReaderWith(300);
        var reader = aReaderWith(300);
        querySide.as(reader).get("/api/v1/books?limit=1");
        JdbcClient.create(querySide.database().owner()).sql("ANALYZE query.library_g1").update();

        var some = new After(key == BookSort.Key.PROGRESS ? "10" : key.type().equals("text") ? "m" : NOON.toString(), UUID.randomUUID());
        var statement = LibraryQueries.statement(reader, new BookSort(key, true), new Filter(null, null, null, null, null), some, 21);

        assertThat(plan(statement)).contains("library_g1_by_" + key.name().toLowerCase()).doesNotContain("Sort", "Seq Scan");
    }

    @Test
    void starred_books_and_those_of_a_status_are_read_from_their_indexes() {
        var reader = UUID.randomUUID();
        querySide.given(IntStream.range(0, 600).boxed().flatMap(i -> {
            var book = aBook().ownedBy(reader).uploadedAt(NOON.plusSeconds(i));
            return i % 60 == 0 ? Stream.of(book.uploaded(), book.starred(), book.setTo(ReadStatus.ABANDONED))
                    : Stream.<DomainEvent>of(book.uploaded());
        }).toList());
        querySide.as(reader).get("/api/v1/books?limit=1");
        JdbcClient.create(querySide.database().owner()).sql("ANALYZE query.library_g1").update();

        var starred = LibraryQueries.statement(reader, BookSort.parse(null), new Filter(null, true, null, null, null), null, 21);
        var abandoned = LibraryQueries.statement(reader, BookSort.parse(null), new Filter(ReadStatus.ABANDONED, null, null, null, null), null, 21);

        assertThat(plan(starred)).contains("library_g1_by_star").doesNotContain("Seq Scan");
        assertThat(plan(abandoned)).contains("library_g1_by_status").doesNotContain("Seq Scan");
    }

    private static String plan(LibraryQueries.Statement statement) {
        return Plans.of(querySide, statement.sql());
    }
}
