package dev.lectern.query.shelves;

import static dev.lectern.query.shelves.TestShelf.aShelfOf;
import static dev.lectern.query.testing.Folded.row;
import static dev.lectern.query.testing.Folded.rows;
import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.TestBook;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShelfProjectionsTest {

    private final ShelvesProjection shelves = new ShelvesProjection();
    private final ShelvedBooksProjection books = new ShelvedBooksProjection();
    private final UUID reader = UUID.randomUUID();
    private final TestShelf shelf = aShelfOf(reader, "Sea");
    private final TestBook emma = aBook().ownedBy(reader);
    private final TestBook dracula = aBook().ownedBy(reader);

    @Test
    void a_shelf_has_its_last_name_and_says_when_it_changed() {
        assertThat(row(shelves, shelf.created(), shelf.renamed("Land")))
                .isEqualTo(new ShelfRow(reader, shelf.id(), "Land", NOON, NOON.plusSeconds(1)));
        assertThat(row(shelves, shelf.created(), shelf.with(emma)).changedAt()).isEqualTo(NOON.plusSeconds(2));
        assertThat(row(shelves, shelf.created(), shelf.with(emma), shelf.without(emma)).changedAt()).isEqualTo(NOON.plusSeconds(3));
    }

    @Test
    void a_book_stands_on_a_shelf_until_it_is_removed() {
        assertThat(row(books, shelf.created(), shelf.with(emma), shelf.with(dracula), shelf.without(emma)))
                .isEqualTo(new ShelvedBookRow(reader, shelf.id(), dracula.id(), NOON.plusSeconds(2)));
    }

    @Test
    void nothing_is_left_of_a_shelf_that_was_taken_down() {
        assertThat(rows(shelves, shelf.created(), shelf.with(emma), shelf.deleted(emma))).isEmpty();
        assertThat(rows(books, shelf.created(), shelf.with(emma), shelf.with(dracula), shelf.deleted(emma, dracula))).isEmpty();
    }
}
