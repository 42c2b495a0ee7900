package dev.lectern.command.annotation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.lectern.command.annotation.AnnotationCommand.ChangeAnnotation;
import dev.lectern.command.annotation.AnnotationCommand.CreateAnnotation;
import dev.lectern.command.annotation.AnnotationCommand.DeleteAnnotation;
import dev.lectern.contracts.event.AnnotationEvent;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationChanged;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationCreated;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationDeleted;
import dev.lectern.contracts.event.AnnotationEvent.Kind;
import dev.lectern.contracts.event.AnnotationEvent.Remark;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullUnmarked;

/**
 * A bookmark, a highlight or a note of one reader in one book. Each is an aggregate of its own, so that devices which
 * annotate one book at the same time never wait for each other.
 */
@Aggregate(snapshotTriggerDefinition = "snapshots")
@NullUnmarked
class Annotation {

    @AggregateIdentifier
    private UUID id;
    private UUID reader;
    private UUID book;
    private Remark remark;
    private boolean deleted;

    /** For Axon, which then replays the annotation's events. */
    protected Annotation() {
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AnnotationOutcome create(CreateAnnotation command) {
        if (command.kind() == Kind.NOTE && command.note() == null) {
            return AnnotationOutcome.NOTE_WITHOUT_WORDS;
        }
        apply(new AnnotationCreated(command.annotationId(), command.readerId(), command.bookId(), command.kind(), command.target(),
                new Remark(command.note(), command.colour(), command.tags()), command.at()));
        return AnnotationOutcome.DONE;
    }

    @CommandHandler
    AnnotationOutcome change(ChangeAnnotation command) {
        if (isNotOf(command)) {
            return AnnotationOutcome.NO_SUCH_ANNOTATION;
        }
        if (command.note() != null || command.colour() != null || command.tags() != null) {
            apply(new AnnotationChanged(id, reader, book, new Remark(
                    command.note() != null ? command.note() : remark.note(),
                    command.colour() != null ? command.colour() : remark.colour(),
                    command.tags() != null ? command.tags() : remark.tags()), command.at()));
        }
        return AnnotationOutcome.DONE;
    }

    @CommandHandler
    AnnotationOutcome delete(DeleteAnnotation command) {
        if (isNotOf(command)) {
            return AnnotationOutcome.NO_SUCH_ANNOTATION;
        }
        apply(new AnnotationDeleted(id, reader, book, command.at()));
        return AnnotationOutcome.DONE;
    }

    private boolean isNotOf(AnnotationCommand command) {
        return deleted || !command.readerId().equals(reader) || !command.bookId().equals(book);
    }

    @EventSourcingHandler
    void on(AnnotationEvent event) {
        switch (event) {
            case AnnotationCreated e -> {
                id = e.annotationId();
                reader = e.readerId();
                book = e.bookId();
                remark = e.remark();
            }
            case AnnotationChanged e -> remark = e.remark();
            case AnnotationDeleted _ -> deleted = true;
        }
    }
}
