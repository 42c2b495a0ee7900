package dev.lectern.query.shelves;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ShelfEvent.BookAdded;
import dev.lectern.contracts.event.ShelfEvent.BookRemoved;
import dev.lectern.contracts.event.ShelfEvent.ShelfDeleted;
import dev.lectern.query.projection.Projection;
import dev.lectern.query.projection.RowTable;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands on which shelf: one row per owner, shelf and book. A deleted book's row stays, as it may be restored. */
@Component
final class ShelvedBooksProjection implements Projection<ShelvedBooksProjection.Key, ShelvedBookRow> {

    record Key(UUID ownerId, UUID shelfId, UUID bookId) {
    }

    static final RowTable<Key, ShelvedBookRow> TABLE = RowTable.of(Key.class, ShelvedBookRow.class);

    @Override
    public String name() {
        return "shelved_books";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public RowTable<Key, ShelvedBookRow> table() {
        return TABLE;
    }

    @Override
    public Stream<Key> keys(DomainEvent event) {
        return switch (event) {
            case BookAdded e -> Stream.of(new Key(e.ownerId(), e.shelfId(), e.bookId()));
            case BookRemoved e -> Stream.of(new Key(e.ownerId(), e.shelfId(), e.bookId()));
            case ShelfDeleted e -> e.books().stream().map(book -> new Key(e.ownerId(), e.shelfId(), book));
            default -> Stream.empty();
        };
    }

    @Override
    public @Nullable ShelvedBookRow evolve(@Nullable ShelvedBookRow row, Key key, DomainEvent event) {
        return event instanceof BookAdded e ? new ShelvedBookRow(e.ownerId(), e.shelfId(), e.bookId(), e.addedAt()) : null;
    }
}
