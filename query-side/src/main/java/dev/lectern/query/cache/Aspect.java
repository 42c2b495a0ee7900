package dev.lectern.query.cache;

import dev.lectern.contracts.event.AnalysisEvent;
import dev.lectern.contracts.event.AnnotationEvent;
import dev.lectern.contracts.event.AuditEvent;
import dev.lectern.contracts.event.BookEvent;
import dev.lectern.contracts.event.BookEvent.AnalysisRequested;
import dev.lectern.contracts.event.BookEvent.ChapterAnalysed;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ReaderEvent;
import dev.lectern.contracts.event.ReadingEvent;
import dev.lectern.contracts.event.ShelfEvent;
import java.util.Set;

/** A part of what is known of a reader, so that a new place doesn't make the table of contents look old. */
enum Aspect {
    BOOKS, ANALYSIS, READING, SHELVES;

    private static final Set<Aspect> ALL = Set.of(values());

    /** What an event changes of its reader. */
    static Set<Aspect> of(DomainEvent event) {
        return switch (event) {
            case AnalysisRequested _ -> Set.of(ANALYSIS);
            case ChapterAnalysed _ -> Set.of(ANALYSIS);
            case BookEvent _ -> Set.of(BOOKS);
            case ReadingEvent _ -> Set.of(READING);
            case ShelfEvent _ -> Set.of(SHELVES);
            // no kept answer shows annotations: what readers write is not put in clear where they can't erase it
            case AnnotationEvent _ -> Set.of();
            case ReaderEvent _ -> ALL;
            case AnalysisEvent _ -> Set.of();
            case AuditEvent _ -> Set.of();
        };
    }
}
