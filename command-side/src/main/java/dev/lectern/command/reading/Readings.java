package dev.lectern.command.reading;

import dev.lectern.command.book.ReadingStates;
import dev.lectern.command.eventstore.FoldedStreams;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent;
import dev.lectern.contracts.event.ReadingEvent.BookStarred;
import dev.lectern.contracts.event.ReadingEvent.BookUnstarred;
import dev.lectern.contracts.event.ReadingEvent.PlaceRecorded;
import dev.lectern.contracts.event.ReadingEvent.ReadStatusChanged;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How readers and books stand at this moment, from the streams themselves. */
@Component
class Readings implements ReadingStates {

    /** About. */
    private static final int STATE_BYTES = 500;

    private final FoldedStreams<ReadingEvent, ReadingState> readings;
    private final CommandGateway commands;

    Readings(EventStore events, CommandGateway commands) {
        readings = new FoldedStreams<>(events, ReadingEvent.class, Readings::evolve, _ -> STATE_BYTES);
        this.commands = commands;
    }

    static ReadingState evolve(@Nullable ReadingState state, ReadingEvent event) {
        var before = Objects.requireNonNullElse(state, ReadingState.NEVER_OPENED);
        return switch (event) {
            case ReadingProgressed e -> new ReadingState(e.place(), e.statusAfter(), before.starred());
            case PlaceRecorded _ -> before;
            case ReadStatusChanged e -> new ReadingState(before.place(), e.status(), before.starred());
            case BookStarred _ -> new ReadingState(before.place(), before.status(), true);
            case BookUnstarred _ -> new ReadingState(before.place(), before.status(), false);
        };
    }

    @Override
    public ReadingState of(UUID readerId, UUID bookId) {
        return readings.find(ReadingCommand.readingOf(readerId, bookId)).orElse(ReadingState.NEVER_OPENED);
    }

    @Override
    public void choose(UUID readerId, UUID bookId, ReadStatus status, Instant at) {
        commands.sendAndWait(ReadingCommand.ChooseStatus.of(readerId, bookId, status, at));
    }
}
