package dev.lectern.command.book;

import dev.lectern.contracts.event.ReadingEvent.Place;
import java.util.Optional;
import java.util.UUID;

/** What a book's answer says of its reader. An interface, because readings know books and not the other way round. */
public interface ReaderPlaces {

    /** The reader's current place in a book, if they have opened it. */
    Optional<Place> place(UUID readerId, UUID bookId);
}
