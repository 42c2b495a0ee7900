package dev.lectern.query.annotations;

import static dev.lectern.query.testing.Folded.row;
import static dev.lectern.query.testing.Folded.rows;
import static dev.lectern.query.testing.TestBook.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.AnnotationEvent.AnnotationChanged;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationCreated;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationDeleted;
import dev.lectern.contracts.event.AnnotationEvent.Kind;
import dev.lectern.contracts.event.AnnotationEvent.Remark;
import dev.lectern.contracts.event.AnnotationEvent.Span;
import dev.lectern.contracts.event.AnnotationEvent.Target;
import dev.lectern.contracts.personal.Sealed;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnnotationsProjectionTest {

    private static final UUID READER = UUID.randomUUID();
    private static final UUID BOOK = UUID.randomUUID();
    private static final UUID ID = UUID.randomUUID();
    private static final Target PLACE = new Target(3, null, new Span(10, 20), null);
    private static final Remark REMARK = new Remark(new Sealed("d29yZHM="), "yellow", List.of());
    private static final Remark OTHER = new Remark(new Sealed("d29yZHM="), "red", List.of());
    private static final AnnotationCreated CREATED = new AnnotationCreated(ID, READER, BOOK, Kind.NOTE, PLACE, REMARK, NOON);

    private final AnnotationsProjection annotations = new AnnotationsProjection();

    @Test
    void an_annotation_stands_at_its_place_sealed() {
        assertThat(row(annotations, CREATED))
                .isEqualTo(new AnnotationRow(READER, BOOK, ID, 3, 10, Kind.NOTE, PLACE, REMARK, NOON, null));
    }

    @Test
    void a_change_replaces_the_remark_and_says_when() {
        var row = row(annotations, CREATED, new AnnotationChanged(ID, READER, BOOK, OTHER, NOON.plusSeconds(1)));

        assertThat(row.remark()).isEqualTo(OTHER);
        assertThat(row.changedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(row.createdAt()).isEqualTo(NOON);
    }

    @Test
    void nothing_is_left_of_an_annotation_that_was_removed() {
        assertThat(rows(annotations, CREATED, new AnnotationDeleted(ID, READER, BOOK, NOON))).isEmpty();
    }
}
