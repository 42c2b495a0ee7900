package dev.lectern.query.statistics;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ReadingEvent.PlaceTold;
import dev.lectern.query.projection.Projection;
import dev.lectern.query.projection.RowTable;
import dev.lectern.query.projection.RowTable.Index;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When readers read: one row per reader, book and quarter of an hour. A row depends on the places recorded in its
 * quarter, not on the order in which they arrive. Sessions are found when they are asked for: a place that arrives late
 * may join two of them, and a row can't know of the others.
 */
@Component
final class ReadingTimeProjection implements Projection<ReadingTimeProjection.Key, ReadingTimeRow> {

    record Key(UUID readerId, UUID bookId, Instant quarter) {
    }

    static final RowTable<Key, ReadingTimeRow> TABLE = RowTable.of(Key.class, ReadingTimeRow.class,
            new Index("by_time", "(reader_id, first_at, book_id)"));

    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();

    @Override
    public String name() {
        return "reading_time";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public RowTable<Key, ReadingTimeRow> table() {
        return TABLE;
    }

    @Override
    public Stream<Key> keys(DomainEvent event) {
        return event instanceof PlaceTold e
                ? Stream.of(new Key(e.readerId(), e.bookId(), quarterOf(e.place().recordedAt())))
                : Stream.empty();
    }

    @Override
    public @Nullable ReadingTimeRow evolve(@Nullable ReadingTimeRow row, Key key, DomainEvent event) {
        if (!(event instanceof PlaceTold e)) {
            return row;
        }
        var mark = ReadingTimeRow.Mark.of(e.place());
        return row == null ? ReadingTimeRow.of(key, mark) : row.with(mark);
    }

    private static Instant quarterOf(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), QUARTER) * QUARTER);
    }
}
