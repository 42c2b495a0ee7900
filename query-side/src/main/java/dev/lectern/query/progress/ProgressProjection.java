package dev.lectern.query.progress;

import dev.lectern.contracts.event.DevicePlaces;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.contracts.event.ReadingEvent.PlaceRecorded;
import dev.lectern.contracts.event.ReadingEvent.PlaceTold;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import dev.lectern.query.projection.Projection;
import dev.lectern.query.projection.RowTable;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where every reader is: one row per reader and book. */
@Component
final class ProgressProjection implements Projection<ProgressProjection.Key, ProgressRow> {

    record Key(UUID readerId, UUID bookId) {
    }

    static final RowTable<Key, ProgressRow> TABLE = RowTable.of(Key.class, ProgressRow.class);

    @Override
    public String name() {
        return "progress";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public RowTable<Key, ProgressRow> table() {
        return TABLE;
    }

    @Override
    public Stream<Key> keys(DomainEvent event) {
        return event instanceof PlaceTold e ? Stream.of(new Key(e.readerId(), e.bookId())) : Stream.empty();
    }

    @Override
    public @Nullable ProgressRow evolve(@Nullable ProgressRow row, Key key, DomainEvent event) {
        return switch (event) {
            case ReadingProgressed e -> new ProgressRow(e.readerId(), e.bookId(), e.place(), e.furthest(), devices(row, e));
            case PlaceRecorded e when row != null ->
                    new ProgressRow(e.readerId(), e.bookId(), row.current(), e.furthest(), devices(row, e));
            default -> row;
        };
    }

    private static List<Place> devices(@Nullable ProgressRow row, PlaceTold event) {
        return DevicePlaces.with(event.place(), row == null ? List.of() : row.devices());
    }
}
