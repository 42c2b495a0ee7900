package dev.lectern.command.book;

import dev.lectern.command.limits.Quotas;
import dev.lectern.contracts.event.BookEvent.BookImportFailed;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Whenever a book could not be read, it no longer counts towards its owner's quota. */
@Component
@ProcessingGroup("import")
class UnreadBooks {

    private final Books books;
    private final Quotas quotas;

    UnreadBooks(Books books, Quotas quotas) {
        this.books = books;
        this.quotas = quotas;
    }

    @EventHandler
    void on(BookImportFailed event) {
        quotas.lock(event.ownerId());
        // it may have been uploaded again meanwhile
        if (books.find(event.bookId()).filter(book -> book.failure() != null).isPresent()) {
            quotas.release(event.ownerId(), event.bookId());
        }
    }
}
