package dev.lectern.query.progress;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ReadingEvent.PlaceTold;
import dev.lectern.query.projection.Projection;
import dev.lectern.query.projection.RowTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every place ever recorded. The key serves the history's order: by book, then by time. */
@Component
final class PlacesProjection implements Projection<PlacesProjection.Key, PlaceRow> {

    record Key(UUID readerId, UUID bookId, Instant recordedAt, String deviceId) {
    }

    static final RowTable<Key, PlaceRow> TABLE = RowTable.of(Key.class, PlaceRow.class);

    @Override
    public String name() {
        return "places";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public RowTable<Key, PlaceRow> table() {
        return TABLE;
    }

    @Override
    public Stream<Key> keys(DomainEvent event) {
        return event instanceof PlaceTold e
                ? Stream.of(new Key(e.readerId(), e.bookId(), storedTime(e.place().recordedAt()), e.place().deviceId()))
                : Stream.empty();
    }

    @Override
    public @Nullable PlaceRow evolve(@Nullable PlaceRow row, Key key, DomainEvent event) {
        return event instanceof PlaceTold e
                ? new PlaceRow(e.readerId(), e.bookId(), key.recordedAt(), e.place().deviceId(), e.place())
                : row;
    }

    /** PostgreSQL's timestamps have microseconds. */
    private static Instant storedTime(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
