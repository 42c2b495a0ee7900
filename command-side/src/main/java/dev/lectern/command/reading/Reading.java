package dev.lectern.command.reading;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullUnmarked;

/** A reader's place in one book. Holds the newest place by the device's clock, and the furthest place ever reached. */
@Aggregate(snapshotTriggerDefinition = "snapshots")
@NullUnmarked
class Reading {

    @AggregateIdentifier
    private UUID id;
    private Place current;
    private Place furthest;

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
        apply(new ReadingProgressed(command.readingId(), command.readerId(), command.bookId(), place, furtherOf(place)));
        return ProgressReceipt.applied(place);
    }

    private Place furtherOf(Place place) {
        return furthest == null || place.percent() > furthest.percent() ? place : furthest;
    }

    @EventSourcingHandler
    void on(ReadingProgressed event) {
        id = event.readingId();
        current = event.place();
        furthest = event.furthest();
    }
}
