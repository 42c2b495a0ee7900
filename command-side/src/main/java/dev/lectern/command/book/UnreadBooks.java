package dev.lectern.command.book;

import dev.lectern.command.limits.Quotas;
import dev.lectern.contracts.event.BookEvent.BookImportFailed;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Whenever a book could not be read, it no longer counts towards its owner's quota, and its file is not kept for it. */
@Component
@ProcessingGroup("import")
class UnreadBooks {

    private final Books books;
    private final Quotas quotas;
    private final KeptFiles files;

    UnreadBooks(Books books, Quotas quotas, KeptFiles files) {
        this.books = books;
        this.quotas = quotas;
        this.files = files;
    }

    @EventHandler
    void on(BookImportFailed event) {
        quotas.lock(event.ownerId());
        // it may have been uploaded again meanwhile
        books.find(event.bookId()).filter(book -> book.failure() != null).ifPresent(book -> {
            quotas.release(event.ownerId(), event.bookId());
            files.release(book.content(), event.bookId());
        });
    }
}
