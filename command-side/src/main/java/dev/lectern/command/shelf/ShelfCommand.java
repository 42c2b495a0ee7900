package dev.lectern.command.shelf;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a shelf. */
sealed interface ShelfCommand {

    UUID shelfId();

    UUID ownerId();

    record CreateShelf(@TargetAggregateIdentifier UUID shelfId, UUID ownerId, String name, Instant at) implements ShelfCommand {
    }

    record RenameShelf(@TargetAggregateIdentifier UUID shelfId, UUID ownerId, String name, Instant at) implements ShelfCommand {
    }

    record DeleteShelf(@TargetAggregateIdentifier UUID shelfId, UUID ownerId, Instant at) implements ShelfCommand {
    }

    /** The book is the owner's. */
    record AddBook(@TargetAggregateIdentifier UUID shelfId, UUID ownerId, UUID bookId, Instant at) implements ShelfCommand {
    }

    record RemoveBook(@TargetAggregateIdentifier UUID shelfId, UUID ownerId, UUID bookId, Instant at) implements ShelfCommand {
    }
}
