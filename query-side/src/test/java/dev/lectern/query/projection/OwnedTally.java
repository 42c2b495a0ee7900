package dev.lectern.query.projection;

import dev.lectern.contracts.event.BookEvent;
import dev.lectern.contracts.event.DomainEvent;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A projection whose rows are somebody's. */
record OwnedTally() implements Projection<OwnedTally.Key, OwnedTally.Row> {

    record Key(UUID ownerId, UUID bookId) {
    }

    record Row(UUID ownerId, UUID bookId, int events) {
    }

    @Override
    public String name() {
        return "owned";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public RowTable<Key, Row> table() {
        return RowTable.of(Key.class, Row.class);
    }

    @Override
    public Stream<Key> keys(DomainEvent event) {
        return event instanceof BookEvent e ? Stream.of(new Key(e.ownerId(), e.bookId())) : Stream.empty();
    }

    @Override
    public Row evolve(@Nullable Row row, Key key, DomainEvent event) {
        return new Row(key.ownerId(), key.bookId(), row == null ? 1 : row.events() + 1);
    }
}
