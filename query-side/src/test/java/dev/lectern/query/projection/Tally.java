package dev.lectern.query.projection;

import dev.lectern.contracts.event.BookEvent;
import dev.lectern.contracts.event.BookEvent.BookDeleted;
import dev.lectern.contracts.event.BookEvent.BookDetailsChanged;
import dev.lectern.contracts.event.BookEvent.BookImported;
import dev.lectern.contracts.event.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A projection to test the engine with: counts a book's events, refuses some, forgets deleted books.
 *
 * @param refused the title it can't bear
 */
record Tally(int version, int step, String refused) implements Projection<Tally.Key, Tally.Row> {

    record Key(UUID bookId) {
    }

    enum Mood { CALM, TENSE }

    @ColumnGroup
    record Last(@Nullable String title, @Nullable Instant changedAt, List<String> authors) {
    }

    record Row(UUID bookId, int events, long weight, double share, boolean seen, Mood mood, Last last) {
    }

    Tally() {
        this(1, 1);
    }

    Tally(int version, int step) {
        this(version, step, "refused");
    }

    @Override
    public String name() {
        return "tally";
    }

    @Override
    public RowTable<Key, Row> table() {
        return RowTable.of(Key.class, Row.class, new RowTable.Index("by_weight", "(weight)"));
    }

    @Override
    public Stream<Key> keys(DomainEvent event) {
        return event instanceof BookEvent e ? Stream.of(new Key(e.bookId())) : Stream.empty();
    }

    @Override
    public @Nullable Row evolve(@Nullable Row row, Key key, DomainEvent event) {
        int events = row == null ? step : row.events() + step;
        return switch (event) {
            case BookDeleted e -> null;
            case BookDetailsChanged e when refused.equals(e.title()) -> throw new IllegalStateException("refused");
            case BookDetailsChanged e -> row(key, events, new Last(e.title(), e.changedAt(), List.of()));
            case BookImported e -> row(key, events, new Last(e.title(), e.importedAt(), e.authors()));
            default -> row(key, events, row == null ? new Last(null, null, List.of()) : row.last());
        };
    }

    private static Row row(Key key, int events, Last last) {
        return new Row(key.bookId(), events, events * 10L, events / 2.0, true, Mood.TENSE, last);
    }
}
