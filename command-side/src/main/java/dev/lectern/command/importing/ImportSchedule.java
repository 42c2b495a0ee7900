package dev.lectern.command.importing;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import dev.lectern.contracts.event.BookEvent.BookUploaded;
import java.time.Clock;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Whenever a book is uploaded, its import is due. */
@Component
@ProcessingGroup("import")
class ImportSchedule {

    private final Scheduler scheduler;
    private final OneTimeTask<String> importing;
    private final Clock clock;

    ImportSchedule(Scheduler scheduler, @Qualifier(ImportTask.NAME) OneTimeTask<String> importing, Clock clock) {
        this.scheduler = scheduler;
        this.importing = importing;
        this.clock = clock;
    }

    @EventHandler
    void on(BookUploaded event, @MessageIdentifier String eventId) {
        scheduler.scheduleIfNotExists(importing.instance(eventId, event.bookId().toString()), clock.instant());
    }
}
