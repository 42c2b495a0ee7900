package dev.lectern.command.importing;

import dev.lectern.contracts.event.BookEvent.BookUploaded;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.stereotype.Component;

/** Whenever a book is uploaded, its import is due. */
@Component
@ProcessingGroup("import")
class ImportSchedule {

    private final ImportQueue queue;

    ImportSchedule(ImportQueue queue) {
        this.queue = queue;
    }

    @EventHandler
    void on(BookUploaded event, @MessageIdentifier String eventId) {
        queue.add(eventId, event.bookId());
    }
}
