package dev.lectern.query.shelves;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ShelfEvent;
import dev.lectern.contracts.event.ShelfEvent.BookAdded;
import dev.lectern.contracts.event.ShelfEvent.BookRemoved;
import dev.lectern.contracts.event.ShelfEvent.ShelfCreated;
import dev.lectern.contracts.event.ShelfEvent.ShelfDeleted;
import dev.lectern.contracts.event.ShelfEvent.ShelfRenamed;
import dev.lectern.query.projection.Projection;
import dev.lectern.query.projection.RowTable;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shelves: one row per owner and shelf, none once it is taken down. */
@Component
final class ShelvesProjection implements Projection<ShelvesProjection.Key, ShelfRow> {

    record Key(UUID ownerId, UUID shelfId) {
    }

    static final RowTable<Key, ShelfRow> TABLE = RowTable.of(Key.class, ShelfRow.class);

    @Override
    public String name() {
        return "shelves";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public RowTable<Key, ShelfRow> table() {
        return TABLE;
    }

    @Override
    public Stream<Key> keys(DomainEvent event) {
        return event instanceof ShelfEvent e ? Stream.of(new Key(e.ownerId(), e.shelfId())) : Stream.empty();
    }

    @Override
    public @Nullable ShelfRow evolve(@Nullable ShelfRow row, Key key, DomainEvent event) {
        if (event instanceof ShelfCreated e) {
            return new ShelfRow(e.ownerId(), e.shelfId(), e.name(), e.createdAt(), e.createdAt());
        }
        if (row == null) {
            return null;
        }
        return switch (event) {
            case ShelfRenamed e -> row.changed(e.name(), e.renamedAt());
            case BookAdded e -> row.changed(e.addedAt());
            case BookRemoved e -> row.changed(e.removedAt());
            case ShelfDeleted _ -> null;
            default -> row;
        };
    }
}
