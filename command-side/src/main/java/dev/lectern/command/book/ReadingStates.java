package dev.lectern.command.book;

import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent.Place;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a book's answer says of its reader. An interface, because readings know books and not the other way round. */
public interface ReadingStates {

    /** @param place where the reader is, {@code null} if they never opened the book */
    record ReadingState(@Nullable Place place, ReadStatus status, boolean starred) {

        public static final ReadingState NEVER_OPENED = new ReadingState(null, ReadStatus.UNREAD, false);
    }

    /** How a reader and a book stand at this moment. */
    ReadingState of(UUID readerId, UUID bookId);

    /** Chooses a status by hand. */
    void choose(UUID readerId, UUID bookId, ReadStatus status, Instant at);
}
