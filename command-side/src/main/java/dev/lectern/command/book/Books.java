package dev.lectern.command.book;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.event.BookEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The books as they are at this moment. Reads the stream itself, not a projection, so that a decision never rests on
 * something late; what was folded before is remembered, and only what came after it is read.
 */
@Component
public class Books {

    private record Folded(@Nullable BookState state, long nextSequence) {
    }

    private final EventStore events;
    private final Cache<UUID, Folded> folded = Caffeine.newBuilder().maximumSize(5_000).build();

    Books(EventStore events) {
        this.events = events;
    }

    /** The id of the book that an owner gets from a file: the same file is the same book. */
    public static UUID idOf(UUID ownerId, ContentHash content) {
        return UUID.nameUUIDFromBytes(("book/" + ownerId + "/" + content).getBytes(StandardCharsets.US_ASCII));
    }

    public Optional<BookState> find(UUID bookId) {
        var before = folded.get(bookId, _ -> new Folded(null, 0));
        var after = before;
        var stream = events.readEvents(bookId.toString(), before.nextSequence());
        while (stream.hasNext()) {
            var event = stream.next();
            after = new Folded(BookState.evolve(after.state(), (BookEvent) event.getPayload()), event.getSequenceNumber() + 1);
        }
        // a transaction also sees what it has written itself, and may yet take back
        if (after != before && !TransactionSynchronizationManager.isActualTransactionActive()) {
            folded.put(bookId, after);
        }
        return Optional.ofNullable(after.state());
    }

    /** The owner's book, unless it is deleted. */
    public Optional<BookState> find(UUID bookId, UUID ownerId) {
        return find(bookId).filter(book -> book.ownerId().equals(ownerId) && !book.deleted());
    }
}
