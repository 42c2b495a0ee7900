package dev.lectern.command.analysis;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import dev.lectern.command.book.BookState;
import dev.lectern.command.book.Books;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.event.BookEvent.AnalysisRequested;
import dev.lectern.contracts.event.BookEvent.Chapter;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import dev.lectern.contracts.nlp.Extractors;
import dev.lectern.contracts.nlp.Priority;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Whenever an analysis is requested, the book waits for its texts; what a reader has open comes first. */
@Component
@ProcessingGroup("analysis")
class AnalysisSchedule {

    /** Asked once for all events that are handled in one transaction. */
    private static final String TEXTS_ARE_AWAITED = "texts-are-awaited";

    private final Books books;
    private final TextAnalyses analyses;
    private final Scheduler scheduler;
    private final OneTimeTask<String> task;
    private final Clock clock;

    AnalysisSchedule(Books books, TextAnalyses analyses, Scheduler scheduler,
                     @Qualifier(AnalysisTask.NAME) OneTimeTask<String> task, Clock clock) {
        this.books = books;
        this.analyses = analyses;
        this.scheduler = scheduler;
        this.task = task;
        this.clock = clock;
    }

    @EventHandler
    void on(AnalysisRequested event, @MessageIdentifier String eventId, UnitOfWork<?> batch) {
        var texts = books.find(event.bookId()).map(BookState::chapters).orElse(List.of()).stream()
                .filter(chapter -> chapter.words() > 0).map(Chapter::text).distinct().toList();
        analyses.await(event.bookId(), event.extractor(), texts, event.priority() == Priority.URGENT, event.again());
        batch.resources().put(TEXTS_ARE_AWAITED, true);
        schedule(event.bookId(), eventId);
    }

    /** The chapter that a reader is in, and the next one. */
    @EventHandler
    void on(ReadingProgressed event, @MessageIdentifier String eventId, UnitOfWork<?> batch) {
        // nearly always: no book waits, or this one was analysed long ago
        if (!batch.<Boolean>getOrComputeResource(TEXTS_ARE_AWAITED, _ -> analyses.areAwaited()) || !analyses.isAwaitedBy(event.bookId())) {
            return;
        }
        int open = event.place().locator().chapter();
        List<ContentHash> texts = books.find(event.bookId()).map(BookState::chapters).orElse(List.of()).stream()
                .filter(chapter -> chapter.number() == open || chapter.number() == open + 1).map(Chapter::text).toList();
        if (!texts.isEmpty() && analyses.hurry(event.bookId(), texts)) {
            schedule(event.bookId(), eventId);
        }
    }

    private void schedule(UUID bookId, String eventId) {
        scheduler.scheduleIfNotExists(task.instance(eventId, bookId + " " + Extractors.CURRENT), clock.instant());
    }
}
