package dev.lectern.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lectern.contracts.personal.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one annotation of one reader. The stream's aggregate id is {@link #annotationId()}: devices that
 * annotate one book at the same time have nothing to agree on. What the reader wrote or quoted is sealed.
 */
public sealed interface AnnotationEvent extends DomainEvent {

    UUID annotationId();

    UUID readerId();

    UUID bookId();

    @EventType("annotation.created")
    record AnnotationCreated(UUID annotationId, UUID readerId, UUID bookId, Kind kind, Target target, Remark remark,
                             Instant createdAt) implements AnnotationEvent {
    }

    /** @param remark as it is now, in full */
    @EventType("annotation.changed")
    record AnnotationChanged(UUID annotationId, UUID readerId, UUID bookId, Remark remark, Instant changedAt)
            implements AnnotationEvent {
    }

    @EventType("annotation.deleted")
    record AnnotationDeleted(UUID annotationId, UUID readerId, UUID bookId, Instant deletedAt) implements AnnotationEvent {
    }

    /** What an annotation is for. */
    enum Kind {
        @JsonProperty("bookmark") BOOKMARK,
        @JsonProperty("highlight") HIGHLIGHT,
        @JsonProperty("note") NOTE
    }

    /**
     * Where an annotation is: at least one of the selectors of the W3C Web Annotation Data Model (section 4.2).
     *
     * @param chapter from 1
     * @param cfi     EPUB Canonical Fragment Identifier, a FragmentSelector's value
     */
    record Target(int chapter, @Nullable Quote quote, @Nullable Span position, @Nullable String cfi) {
    }

    /** A TextQuoteSelector: the text, and some of what stands before and after it. */
    record Quote(Sealed exact, @Nullable Sealed prefix, @Nullable Sealed suffix) {
    }

    /** A TextPositionSelector: characters of the chapter's plain text, from 0, the end excluded. */
    record Span(int start, int end) {
    }

    /** What the reader says about the place. */
    record Remark(@Nullable Sealed note, @Nullable String colour, List<Sealed> tags) {
    }
}
