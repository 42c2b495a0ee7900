package dev.lectern.query.annotations;

import dev.lectern.contracts.event.AnnotationEvent;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationChanged;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationCreated;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationDeleted;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.query.projection.Projection;
import dev.lectern.query.projection.RowTable;
import dev.lectern.query.projection.RowTable.Index;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The annotations: one row per reader, book and annotation, none once it is removed. */
@Component
final class AnnotationsProjection implements Projection<AnnotationsProjection.Key, AnnotationRow> {

    record Key(UUID readerId, UUID bookId, UUID annotationId) {
    }

    static final RowTable<Key, AnnotationRow> TABLE = RowTable.of(Key.class, AnnotationRow.class,
            new Index("by_place", "(reader_id, book_id, chapter, position, annotation_id)"));

    @Override
    public String name() {
        return "annotations";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public RowTable<Key, AnnotationRow> table() {
        return TABLE;
    }

    @Override
    public Stream<Key> keys(DomainEvent event) {
        return event instanceof AnnotationEvent e
                ? Stream.of(new Key(e.readerId(), e.bookId(), e.annotationId()))
                : Stream.empty();
    }

    @Override
    public @Nullable AnnotationRow evolve(@Nullable AnnotationRow row, Key key, DomainEvent event) {
        return switch (event) {
            case AnnotationCreated e -> created(e);
            case AnnotationChanged e when row != null -> row.changed(e.remark(), e.changedAt());
            case AnnotationDeleted _ -> null;
            default -> row;
        };
    }

    private static AnnotationRow created(AnnotationCreated e) {
        var position = e.target().position();
        return new AnnotationRow(e.readerId(), e.bookId(), e.annotationId(), e.target().chapter(),
                position == null ? 0 : position.start(), e.kind(), e.target(), e.remark(), e.createdAt(), null);
    }
}
