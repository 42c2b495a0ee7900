package dev.lectern.query.annotations;

import dev.lectern.contracts.event.AnnotationEvent.Kind;
import dev.lectern.contracts.event.AnnotationEvent.Remark;
import dev.lectern.contracts.event.AnnotationEvent.Target;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An annotation. What the reader wrote or quoted stays sealed in the row, so that it can't be read without their key.
 *
 * @param position of its first character within the chapter, 0 where only a CFI knows
 */
record AnnotationRow(UUID readerId, UUID bookId, UUID annotationId, int chapter, int position, Kind kind, Target target,
                     Remark remark, Instant createdAt, @Nullable Instant changedAt) {

    AnnotationRow changed(Remark remark, Instant at) {
        return new AnnotationRow(readerId, bookId, annotationId, chapter, position, kind, target, remark, createdAt, at);
    }
}
