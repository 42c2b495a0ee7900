package dev.lectern.query.shelves;

import static dev.lectern.query.testing.TestBook.NOON;

import dev.lectern.contracts.event.ShelfEvent.BookAdded;
import dev.lectern.contracts.event.ShelfEvent.BookRemoved;
import dev.lectern.contracts.event.ShelfEvent.ShelfCreated;
import dev.lectern.contracts.event.ShelfEvent.ShelfDeleted;
import dev.lectern.contracts.event.ShelfEvent.ShelfRenamed;
import dev.lectern.query.testing.TestBook;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/** A reader's shelf and what happens to it. */
record TestShelf(UUID id, UUID owner, String name, Instant at) {

    static TestShelf aShelfOf(UUID owner, String name) {
        return new TestShelf(UUID.randomUUID(), owner, name, NOON);
    }

    ShelfCreated created() {
        return new ShelfCreated(id, owner, name, at);
    }

    ShelfRenamed renamed(String name) {
        return new ShelfRenamed(id, owner, name, at.plusSeconds(1));
    }

    BookAdded with(TestBook book) {
        return new BookAdded(id, owner, book.id(), at.plusSeconds(2));
    }

    BookRemoved without(TestBook book) {
        return new BookRemoved(id, owner, book.id(), at.plusSeconds(3));
    }

    ShelfDeleted deleted(TestBook... books) {
        return new ShelfDeleted(id, owner, Stream.of(books).map(TestBook::id).toList(), at.plusSeconds(4));
    }
}
