package dev.lectern.command.annotation;

import dev.lectern.command.annotation.AnnotationCommand.ChangeAnnotation;
import dev.lectern.command.annotation.AnnotationCommand.CreateAnnotation;
import dev.lectern.command.annotation.AnnotationCommand.DeleteAnnotation;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationChanged;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationCreated;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationDeleted;
import dev.lectern.contracts.event.AnnotationEvent.Kind;
import dev.lectern.contracts.event.AnnotationEvent.Remark;
import dev.lectern.contracts.event.AnnotationEvent.Span;
import dev.lectern.contracts.event.AnnotationEvent.Target;
import dev.lectern.contracts.personal.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of an annotation. */
class AnnotationTest {

    private static final UUID READER = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID STRANGER = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    private static final UUID BOOK = UUID.fromString("00000000-0000-0000-0000-0000000000b0");
    private static final UUID OTHER_BOOK = UUID.fromString("00000000-0000-0000-0000-0000000000b1");
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-0000000000d0");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Target PLACE = new Target(3, null, new Span(10, 20), null);
    private static final Sealed WORDS = new Sealed("d29yZHM=");
    private static final Sealed TAG = new Sealed("dGFn");

    private static final AnnotationCreated CREATED =
            new AnnotationCreated(ID, READER, BOOK, Kind.NOTE, PLACE, new Remark(WORDS, "yellow", List.of(TAG)), NOW);
    private static final AnnotationDeleted DELETED = new AnnotationDeleted(ID, READER, BOOK, NOW);

    private FixtureConfiguration<Annotation> annotation;

    @BeforeEach
    void fixture() {
        annotation = new AggregateTestFixture<>(Annotation.class);
    }

    @Test
    void a_note_is_written() {
        annotation.givenNoPriorActivity().when(new CreateAnnotation(ID, READER, BOOK, Kind.NOTE, PLACE, WORDS, "yellow", List.of(TAG), NOW))
                .expectEvents(CREATED).expectResultMessagePayload(AnnotationOutcome.DONE);
    }

    @Test
    void a_note_without_words_is_refused() {
        annotation.givenNoPriorActivity().when(new CreateAnnotation(ID, READER, BOOK, Kind.NOTE, PLACE, null, null, List.of(), NOW))
                .expectNoEvents().expectResultMessagePayload(AnnotationOutcome.NOTE_WITHOUT_WORDS);
    }

    @Test
    void a_bookmark_needs_no_words() {
        annotation.givenNoPriorActivity().when(new CreateAnnotation(ID, READER, BOOK, Kind.BOOKMARK, PLACE, null, null, List.of(), NOW))
                .expectEvents(new AnnotationCreated(ID, READER, BOOK, Kind.BOOKMARK, PLACE, new Remark(null, null, List.of()), NOW));
    }

    @Test
    void what_a_change_leaves_out_stays() {
        annotation.given(CREATED).when(new ChangeAnnotation(ID, READER, BOOK, null, "red", null, NOW))
                .expectEvents(new AnnotationChanged(ID, READER, BOOK, new Remark(WORDS, "red", List.of(TAG)), NOW));
    }

    @Test
    void a_change_of_nothing_is_none() {
        annotation.given(CREATED).when(new ChangeAnnotation(ID, READER, BOOK, null, null, null, NOW))
                .expectNoEvents().expectResultMessagePayload(AnnotationOutcome.DONE);
    }

    @Test
    void a_removed_annotation_is_no_more() {
        annotation.given(CREATED).when(new DeleteAnnotation(ID, READER, BOOK, NOW)).expectEvents(DELETED);
        fixture();
        annotation.given(CREATED, DELETED).when(new ChangeAnnotation(ID, READER, BOOK, WORDS, null, null, NOW))
                .expectNoEvents().expectResultMessagePayload(AnnotationOutcome.NO_SUCH_ANNOTATION);
    }

    @Test
    void to_a_stranger_and_in_another_book_the_annotation_does_not_exist() {
        annotation.given(CREATED).when(new DeleteAnnotation(ID, STRANGER, BOOK, NOW))
                .expectNoEvents().expectResultMessagePayload(AnnotationOutcome.NO_SUCH_ANNOTATION);
        fixture();
        annotation.given(CREATED).when(new DeleteAnnotation(ID, READER, OTHER_BOOK, NOW))
                .expectNoEvents().expectResultMessagePayload(AnnotationOutcome.NO_SUCH_ANNOTATION);
    }
}
