package dev.lectern.command.reading;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.lectern.command.reading.ReadingCommand.ChooseStatus;
import dev.lectern.command.reading.ReadingCommand.RecordProgress;
import dev.lectern.command.reading.ReadingCommand.Star;
import dev.lectern.command.reading.ReadingCommand.Unstar;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent;
import dev.lectern.contracts.event.ReadingEvent.BookStarred;
import dev.lectern.contracts.event.ReadingEvent.BookUnstarred;
import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.contracts.event.ReadingEvent.ReadStatusChanged;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullUnmarked;

/**
 * What one reader does with one book. Holds the newest place by the device's clock, the furthest place ever reached,
 * the read status and the star.
 */
@Aggregate(snapshotTriggerDefinition = "snapshots")
@NullUnmarked
class Reading {

    @AggregateIdentifier
    private UUID id;
    private Place current;
    private Place furthest;
    private ReadStatus status = ReadStatus.UNREAD;
    private boolean starred;
    /** Percent. Who finishes by hand has finished at the place where they are. */
    private double finishedFrom = ReadStatus.FINISHED_FROM;

    /** For Axon, which then replays the reading's events. */
    protected Reading() {
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ProgressReceipt record(RecordProgress command) {
        var place = command.clampedPlace();
        if (current != null && !place.recordedAt().isAfter(current.recordedAt())) {
            return ProgressReceipt.superseded(current);
        }
        apply(new ReadingProgressed(command.readingId(), command.readerId(), command.bookId(), place, furtherOf(place),
                place.percent() >= finishedFrom ? ReadStatus.FINISHED : ReadStatus.READING));
        return ProgressReceipt.applied(place);
    }

    private Place furtherOf(Place place) {
        return furthest == null || place.percent() > furthest.percent() ? place : furthest;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void choose(ChooseStatus command) {
        if (command.status() != status) {
            apply(new ReadStatusChanged(command.readingId(), command.readerId(), command.bookId(), command.status(), command.at()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void star(Star command) {
        if (!starred) {
            apply(new BookStarred(command.readingId(), command.readerId(), command.bookId(), command.at()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void unstar(Unstar command) {
        if (starred) {
            apply(new BookUnstarred(command.readingId(), command.readerId(), command.bookId(), command.at()));
        }
    }

    @EventSourcingHandler
    void on(ReadingEvent event) {
        id = event.readingId();
        switch (event) {
            case ReadingProgressed e -> {
                current = e.place();
                furthest = e.furthest();
                status = e.statusAfter();
                if (status != ReadStatus.FINISHED) {
                    finishedFrom = ReadStatus.FINISHED_FROM;
                }
            }
            case ReadStatusChanged e -> {
                status = e.status();
                finishedFrom = status == ReadStatus.FINISHED
                        ? Math.min(ReadStatus.FINISHED_FROM, current == null ? 0 : current.percent())
                        : ReadStatus.FINISHED_FROM;
            }
            case BookStarred _ -> starred = true;
            case BookUnstarred _ -> starred = false;
        }
    }
}
