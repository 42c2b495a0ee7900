package dev.lectern.command.reading;

import dev.lectern.command.book.ReaderPlaces;
import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Where readers are at this moment, from the streams themselves. */
@Component
class Readings implements ReaderPlaces {

    private final EventStore events;

    Readings(EventStore events) {
        this.events = events;
    }

    @Override
    public Optional<Place> place(UUID readerId, UUID bookId) {
        var reading = RecordProgress.readingOf(readerId, bookId).toString();
        return events.lastSequenceNumberFor(reading)
                .map(last -> (ReadingProgressed) events.readEvents(reading, last).next().getPayload())
                .map(ReadingProgressed::place);
    }
}
