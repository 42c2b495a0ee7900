package dev.lectern.query.shelves;

import static dev.lectern.query.shelves.TestShelf.aShelfOf;
import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.query.testing.CountedStatements;
import dev.lectern.query.testing.Plans;
import dev.lectern.query.testing.QuerySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ShelfEndpointTest {

    private static QuerySide querySide;

    private final UUID reader = UUID.randomUUID();

    @BeforeAll
    static void start() {
        querySide = QuerySide.start(Map.of(), CountedStatements.class);
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @Test
    void a_shelf_says_in_figures_what_stands_on_it() {
        var shelf = aShelfOf(reader, "Sea");
        var empty = aShelfOf(reader, "Empty");
        var emma = aBook().ownedBy(reader).of(1);
        var dracula = aBook().ownedBy(reader).of(3);
        var gone = aBook().ownedBy(reader);
        querySide.given(emma.uploaded(), emma.imported(), dracula.uploaded(), dracula.imported(), gone.uploaded(), gone.imported(),
                gone.deleted(), emma.readTo(100, "phone", NOON.plusSeconds(900)), dracula.starred(), shelf.created(), empty.created(),
                shelf.with(emma), shelf.with(dracula), shelf.with(gone));

        var answer = querySide.as(reader).get("/api/v1/shelves").json().get("items").valueStream()
                .filter(item -> item.get("id").asString().equals(shelf.id().toString())).findFirst().orElseThrow();

        assertThat(answer.get("name").asString()).isEqualTo("Sea");
        assertThat(answer.get("books").asInt()).isEqualTo(2);
        assertThat(answer.get("words").asInt()).isEqualTo(800);
        assertThat(answer.get("progressPercent").asDouble()).isEqualTo(25);
        assertThat(answer.get("stars").asInt()).isEqualTo(1);
        assertThat(answer.get("lastActivityAt").asString()).isEqualTo("2026-03-01T12:15:00Z");
        assertThat(querySide.as(reader).get("/api/v1/shelves").each("books")).containsExactlyInAnyOrder("2", "0");
        assertThat(querySide.as(UUID.randomUUID()).get("/api/v1/shelves").each("id")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void shelves_are_one_statement(int count) {
        var events = new ArrayList<DomainEvent>();
        var book = aBook().ownedBy(reader);
        events.add(book.uploaded());
        for (int i = 0; i < count; i++) {
            var shelf = aShelfOf(reader, "Shelf " + i);
            events.addAll(List.of(shelf.created(), shelf.with(book)));
        }
        querySide.given(events);
        querySide.as(reader).get("/api/v1/shelves?limit=1");

        var statements = CountedStatements.during(() ->
                assertThat(querySide.as(reader).get("/api/v1/shelves").each("books")).hasSize(count).containsOnly("1"));

        assertThat(statements).hasSize(1);
    }

    @Test
    void the_books_of_a_shelf_are_one_statement() {
        var shelf = aShelfOf(reader, "Sea");
        var emma = aBook().ownedBy(reader).called("Emma");
        var dracula = aBook().ownedBy(reader).called("Dracula");
        querySide.given(emma.uploaded(), emma.imported(), dracula.uploaded(), dracula.imported(), shelf.created(), shelf.with(emma));
        querySide.as(reader).get("/api/v1/shelves");

        var statements = CountedStatements.during(() ->
                assertThat(querySide.as(reader).get("/api/v1/books?shelf=" + shelf.id()).each("title")).containsExactly("Emma"));

        assertThat(statements).hasSize(1);
    }

    @Test
    void shelves_and_their_books_are_read_from_indexes() {
        var readers = Stream.generate(UUID::randomUUID).limit(20).toList();
        querySide.given(readers.stream().flatMap(owner -> IntStream.range(0, 20).boxed().flatMap(i -> {
            var book = aBook().ownedBy(owner);
            var shelf = aShelfOf(owner, "Shelf " + i);
            return Stream.<DomainEvent>of(book.uploaded(), shelf.created(), shelf.with(book));
        })).toList());
        querySide.as(reader).get("/api/v1/shelves");
        var jdbc = JdbcClient.create(querySide.database().owner());
        List.of("shelves", "shelved_books", "library").forEach(table -> jdbc.sql("ANALYZE query." + table + "_g1").update());

        var plan = Plans.of(querySide, ShelfQueries.SHELVES);

        assertThat(plan).contains("shelves_g1_pkey", "shelved_books_g1_pkey", "library_g1_pkey").doesNotContain("Seq Scan");
    }

    @Test
    void an_empty_shelf_is_an_empty_list_and_a_foreign_one_does_not_exist() {
        var shelf = aShelfOf(reader, "Sea");
        querySide.given(shelf.created());

        assertThat(querySide.as(reader).get("/api/v1/books?shelf=" + shelf.id()).each("id")).isEmpty();
        assertThat(querySide.as(UUID.randomUUID()).get("/api/v1/books?shelf=" + shelf.id()).status()).isEqualTo(404);
    }

    @Test
    void pages_of_shelves_follow_each_other() {
        for (int i = 0; i < 5; i++) {
            querySide.given(aShelfOf(reader, "Shelf " + i).created());
        }
        var first = querySide.as(reader).get("/api/v1/shelves?limit=3");
        var second = querySide.as(reader).get("/api/v1/shelves?limit=3&cursor=" + first.json().get("next").asString());

        assertThat(first.each("id")).hasSize(3).doesNotContainAnyElementsOf(second.each("id"));
        assertThat(second.each("id")).hasSize(2);
        assertThat(second.json().get("next").isNull()).isTrue();
    }
}
