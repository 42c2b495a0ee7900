package dev.lectern.command.reading;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.lectern.command.reading.ReadingCommand.ChooseStatus;
import dev.lectern.command.reading.ReadingCommand.RecordProgress;
import dev.lectern.command.reading.ReadingCommand.Star;
import dev.lectern.command.reading.ReadingCommand.Unstar;
import dev.lectern.contracts.event.ReadingEvent;
import dev.lectern.contracts.event.ReadingEvent.BookStarred;
import dev.lectern.contracts.event.ReadingEvent.BookUnstarred;
import dev.lectern.contracts.event.ReadingEvent.PlaceRecorded;
import dev.lectern.contracts.event.ReadingEvent.PlaceTold;
import dev.lectern.contracts.event.ReadingEvent.ReadStatusChanged;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullUnmarked;

/** What one reader does with one book: where they are in it, what has become of it, and whether it has their star. */
@Aggregate(snapshotTriggerDefinition = "snapshots", cache = "recentAggregates")
@NullUnmarked
class Reading {

    @AggregateIdentifier
    private UUID id;
    private Whereabouts whereabouts = Whereabouts.NEVER_OPENED;
    private boolean starred;

    /** For Axon, which then replays the reading's events. */
    protected Reading() {
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<ProgressReceipt> record(RecordProgress command) {
        var receipts = new ArrayList<ProgressReceipt>();
        var told = new ArrayList<PlaceTold>();
        var there = whereabouts;
        for (var place : command.places()) {
            boolean moves = there.isNewer(place);
            if (moves || there.isNews(place)) {
                var event = moves
                        ? new ReadingProgressed(command.readingId(), command.readerId(), command.bookId(), place,
                                there.furthestWith(place), there.statusAt(place))
                        : new PlaceRecorded(command.readingId(), command.readerId(), command.bookId(), place,
                                there.furthestWith(place));
                told.add(event);
                there = there.after(event);
            }
            receipts.add(moves ? ProgressReceipt.applied(place) : ProgressReceipt.superseded(there.current()));
        }
        (command.folded() ? FoldedPlaces.of(told) : told).forEach(AggregateLifecycle::apply);
        return receipts;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void choose(ChooseStatus command) {
        if (command.status() != whereabouts.status()) {
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
            case PlaceTold e -> whereabouts = whereabouts.after(e);
            case ReadStatusChanged e -> whereabouts = whereabouts.after(e);
            case BookStarred _ -> starred = true;
            case BookUnstarred _ -> starred = false;
        }
    }
}
