package dev.lectern.query.contents;

import dev.lectern.contracts.event.BookEvent.BookImported;
import dev.lectern.contracts.event.BookEvent.Chapter;
import dev.lectern.contracts.event.BookEvent.ChapterAnalysed;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.query.projection.Projection;
import dev.lectern.query.projection.RowTable;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The chapters of every book: one row per owner, book and spine document. */
@Component
final class ChaptersProjection implements Projection<ChaptersProjection.Key, ChapterRow> {

    record Key(UUID ownerId, UUID bookId, int number) {
    }

    static final RowTable<Key, ChapterRow> TABLE = RowTable.of(Key.class, ChapterRow.class);

    @Override
    public String name() {
        return "chapters";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public RowTable<Key, ChapterRow> table() {
        return TABLE;
    }

    @Override
    public Stream<Key> keys(DomainEvent event) {
        return switch (event) {
            case BookImported e -> e.chapters().stream().map(chapter -> new Key(e.ownerId(), e.bookId(), chapter.number()));
            case ChapterAnalysed e -> Stream.of(new Key(e.ownerId(), e.bookId(), e.chapter()));
            default -> Stream.empty();
        };
    }

    @Override
    public @Nullable ChapterRow evolve(@Nullable ChapterRow row, Key key, DomainEvent event) {
        return switch (event) {
            case BookImported e -> row(e, chapter(e, key.number()));
            case ChapterAnalysed e when row != null && e.failure() == null -> row.analysed(e.extractor(), e.descriptions());
            default -> row;
        };
    }

    private static ChapterRow row(BookImported e, Chapter chapter) {
        return new ChapterRow(e.ownerId(), e.bookId(), chapter.number(), chapter.title(), chapter.href(), chapter.linear(),
                chapter.content(), chapter.text(), chapter.characters(), chapter.words(), null, 0);
    }

    private static Chapter chapter(BookImported e, int number) {
        // numbers count up from 1, so a book of thousands of chapters isn't searched for each of them
        var expected = number <= e.chapters().size() ? e.chapters().get(number - 1) : e.chapters().getLast();
        return expected.number() == number ? expected
                : e.chapters().stream().filter(chapter -> chapter.number() == number).findFirst().orElseThrow();
    }
}
