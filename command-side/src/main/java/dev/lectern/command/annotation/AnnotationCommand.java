package dev.lectern.command.annotation;

import dev.lectern.contracts.event.AnnotationEvent.Kind;
import dev.lectern.contracts.event.AnnotationEvent.Target;
import dev.lectern.contracts.personal.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an annotation. What the reader wrote comes sealed. */
sealed interface AnnotationCommand {

    UUID annotationId();

    UUID readerId();

    UUID bookId();

    record CreateAnnotation(@TargetAggregateIdentifier UUID annotationId, UUID readerId, UUID bookId, Kind kind, Target target,
                            @Nullable Sealed note, @Nullable String colour, List<Sealed> tags, Instant at)
            implements AnnotationCommand {
    }

    /** {@code null} leaves a field as it is. */
    record ChangeAnnotation(@TargetAggregateIdentifier UUID annotationId, UUID readerId, UUID bookId, @Nullable Sealed note,
                            @Nullable String colour, @Nullable List<Sealed> tags, Instant at) implements AnnotationCommand {
    }

    record DeleteAnnotation(@TargetAggregateIdentifier UUID annotationId, UUID readerId, UUID bookId, Instant at)
            implements AnnotationCommand {
    }
}
