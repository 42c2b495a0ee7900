package dev.lectern.command.shelf;

import dev.lectern.command.shelf.ShelfCommand.AddBook;
import dev.lectern.command.shelf.ShelfCommand.CreateShelf;
import dev.lectern.command.shelf.ShelfCommand.DeleteShelf;
import dev.lectern.command.shelf.ShelfCommand.RemoveBook;
import dev.lectern.command.shelf.ShelfCommand.RenameShelf;
import dev.lectern.contracts.event.ShelfEvent.BookAdded;
import dev.lectern.contracts.event.ShelfEvent.BookRemoved;
import dev.lectern.contracts.event.ShelfEvent.ShelfCreated;
import dev.lectern.contracts.event.ShelfEvent.ShelfDeleted;
import dev.lectern.contracts.event.ShelfEvent.ShelfRenamed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of a shelf. */
class ShelfTest {

    private static final UUID OWNER = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID STRANGER = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    private static final UUID SHELF = UUID.fromString("00000000-0000-0000-0000-0000000000c0");
    private static final UUID BOOK = UUID.fromString("00000000-0000-0000-0000-0000000000b0");
    private static final UUID OTHER = UUID.fromString("00000000-0000-0000-0000-0000000000b1");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final ShelfCreated CREATED = new ShelfCreated(SHELF, OWNER, "Sea", NOW);
    private static final BookAdded ADDED = new BookAdded(SHELF, OWNER, BOOK, NOW);
    private static final ShelfDeleted DELETED = new ShelfDeleted(SHELF, OWNER, List.of(), NOW);

    private FixtureConfiguration<Shelf> shelf;

    @BeforeEach
    void fixture() {
        shelf = new AggregateTestFixture<>(Shelf.class);
    }

    @Test
    void a_shelf_is_put_up() {
        shelf.givenNoPriorActivity().when(new CreateShelf(SHELF, OWNER, "Sea", NOW)).expectEvents(CREATED);
    }

    @Test
    void a_shelf_gets_another_name() {
        shelf.given(CREATED).when(new RenameShelf(SHELF, OWNER, "Land", NOW)).expectEvents(new ShelfRenamed(SHELF, OWNER, "Land", NOW));
    }

    @Test
    void the_name_it_has_is_no_other_name() {
        shelf.given(CREATED).when(new RenameShelf(SHELF, OWNER, "Sea", NOW))
                .expectNoEvents().expectResultMessagePayload(ShelfOutcome.DONE);
    }

    @Test
    void adding_a_book_twice_is_adding_it_once() {
        shelf.given(CREATED).when(new AddBook(SHELF, OWNER, BOOK, NOW)).expectEvents(ADDED);
        fixture();
        shelf.given(CREATED, ADDED).when(new AddBook(SHELF, OWNER, BOOK, NOW))
                .expectNoEvents().expectResultMessagePayload(ShelfOutcome.DONE);
    }

    @Test
    void a_book_that_was_removed_can_be_added_again() {
        shelf.given(CREATED, ADDED).when(new RemoveBook(SHELF, OWNER, BOOK, NOW)).expectEvents(new BookRemoved(SHELF, OWNER, BOOK, NOW));
        fixture();
        shelf.given(CREATED, ADDED, new BookRemoved(SHELF, OWNER, BOOK, NOW)).when(new AddBook(SHELF, OWNER, BOOK, NOW)).expectEvents(ADDED);
    }

    @Test
    void removing_a_book_that_is_not_there_changes_nothing() {
        shelf.given(CREATED).when(new RemoveBook(SHELF, OWNER, BOOK, NOW))
                .expectNoEvents().expectResultMessagePayload(ShelfOutcome.DONE);
    }

    @Test
    void a_shelf_that_is_taken_down_says_which_books_stood_on_it() {
        shelf.given(CREATED, ADDED, new BookAdded(SHELF, OWNER, OTHER, NOW)).when(new DeleteShelf(SHELF, OWNER, NOW))
                .expectEvents(new ShelfDeleted(SHELF, OWNER, List.of(BOOK, OTHER), NOW));
    }

    @Test
    void a_shelf_that_was_taken_down_is_no_more() {
        shelf.given(CREATED, DELETED).when(new AddBook(SHELF, OWNER, BOOK, NOW))
                .expectNoEvents().expectResultMessagePayload(ShelfOutcome.NO_SUCH_SHELF);
        fixture();
        shelf.given(CREATED, DELETED).when(new DeleteShelf(SHELF, OWNER, NOW))
                .expectNoEvents().expectResultMessagePayload(ShelfOutcome.NO_SUCH_SHELF);
    }

    @Test
    void to_a_stranger_the_shelf_does_not_exist() {
        shelf.given(CREATED).when(new RenameShelf(SHELF, STRANGER, "Mine", NOW))
                .expectNoEvents().expectResultMessagePayload(ShelfOutcome.NO_SUCH_SHELF);
    }
}
