package dev.lectern.command.book;

import dev.lectern.command.eventstore.FoldedStreams;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.event.BookEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** The books as they are at this moment. */
@Component
public class Books {

    /** Of a chapter's title, href and hashes, about. */
    private static final int CHAPTER_BYTES = 500;

    private final FoldedStreams<BookEvent, BookState> books;

    Books(EventStore events) {
        books = new FoldedStreams<>(events, BookEvent.class, BookState::evolve,
                book -> CHAPTER_BYTES * (1 + book.chapters().size()));
    }

    /** The id of the book that an owner gets from a file: the same file is the same book. */
    public static UUID idOf(UUID ownerId, ContentHash content) {
        return UUID.nameUUIDFromBytes(("book/" + ownerId + "/" + content).getBytes(StandardCharsets.US_ASCII));
    }

    public Optional<BookState> find(UUID bookId) {
        return books.find(bookId);
    }

    /** The owner's book, unless it is deleted. */
    public Optional<BookState> find(UUID bookId, UUID ownerId) {
        return find(bookId).filter(book -> book.ownerId().equals(ownerId) && !book.deleted());
    }
}
