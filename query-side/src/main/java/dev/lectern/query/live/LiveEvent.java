package dev.lectern.query.live;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.AnalysisEvent;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationChanged;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationCreated;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationDeleted;
import dev.lectern.contracts.event.AuditEvent;
import dev.lectern.contracts.event.BookEvent.AnalysisRequested;
import dev.lectern.contracts.event.BookEvent.BookDeleted;
import dev.lectern.contracts.event.BookEvent.BookDetailsChanged;
import dev.lectern.contracts.event.BookEvent.BookImportFailed;
import dev.lectern.contracts.event.BookEvent.BookImported;
import dev.lectern.contracts.event.BookEvent.BookRestored;
import dev.lectern.contracts.event.BookEvent.BookUploaded;
import dev.lectern.contracts.event.BookEvent.ChapterAnalysed;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ReaderEvent.ReaderErased;
import dev.lectern.contracts.event.ReadingEvent.BookStarred;
import dev.lectern.contracts.event.ReadingEvent.BookUnstarred;
import dev.lectern.contracts.event.ReadingEvent.PlaceRecorded;
import dev.lectern.contracts.event.ReadingEvent.ReadStatusChanged;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import dev.lectern.contracts.event.ShelfEvent.BookAdded;
import dev.lectern.contracts.event.ShelfEvent.BookRemoved;
import dev.lectern.contracts.event.ShelfEvent.ShelfCreated;
import dev.lectern.contracts.event.ShelfEvent.ShelfDeleted;
import dev.lectern.contracts.event.ShelfEvent.ShelfRenamed;
import dev.lectern.query.live.LiveNews.AnalysisNews;
import dev.lectern.query.live.LiveNews.AnnotationNews;
import dev.lectern.query.live.LiveNews.BookNews;
import dev.lectern.query.live.LiveNews.DescriptionsNews;
import dev.lectern.query.live.LiveNews.ImportNews;
import dev.lectern.query.live.LiveNews.ImportState;
import dev.lectern.query.live.LiveNews.PlaceNews;
import dev.lectern.query.live.LiveNews.ProgressNews;
import dev.lectern.query.live.LiveNews.ReaderNews;
import dev.lectern.query.live.LiveNews.ShelfNews;
import java.util.List;
import java.util.UUID;

/** What one reader is told of one event of the log: one piece of news, or several in their order. */
record LiveEvent(Position position, UUID reader, List<LiveNews> news) {

    /** Nobody in particular is told what is found in a text: its books say so themselves. */
    static List<LiveEvent> of(Position position, DomainEvent event) {
        return switch (event) {
            case BookUploaded e -> one(position, e.ownerId(), new ImportNews(e.bookId(), ImportState.IMPORTING, 0, null));
            case BookImported e -> one(position, e.ownerId(), new ImportNews(e.bookId(), ImportState.READY, 100, null));
            case BookImportFailed e -> one(position, e.ownerId(), new ImportNews(e.bookId(), ImportState.FAILED, 100, e.reason()));
            case BookDetailsChanged e -> one(position, e.ownerId(), new BookNews(e.bookId(), "changed"));
            case BookDeleted e -> one(position, e.ownerId(), new BookNews(e.bookId(), "deleted"));
            case BookRestored e -> one(position, e.ownerId(), new BookNews(e.bookId(), "restored"));
            case AnalysisRequested e -> one(position, e.ownerId(), AnalysisNews.of(e.bookId(), e.progress()));
            case ChapterAnalysed e -> e.failure() != null || e.descriptions() == 0
                    ? one(position, e.ownerId(), AnalysisNews.of(e.bookId(), e.progress()))
                    : List.of(new LiveEvent(position, e.ownerId(), List.of(
                            new DescriptionsNews(e.bookId(), e.chapter(), e.descriptions()), AnalysisNews.of(e.bookId(), e.progress()))));
            case ReadingProgressed e -> one(position, e.readerId(), new ProgressNews(e.bookId(), e.place(), e.furthest(), e.statusAfter()));
            case PlaceRecorded e -> one(position, e.readerId(), new PlaceNews(e.bookId(), e.place(), e.furthest()));
            case ReadStatusChanged e -> one(position, e.readerId(), new BookNews(e.bookId(), "changed"));
            case BookStarred e -> one(position, e.readerId(), new BookNews(e.bookId(), "starred"));
            case BookUnstarred e -> one(position, e.readerId(), new BookNews(e.bookId(), "unstarred"));
            case AnnotationCreated e -> one(position, e.readerId(), new AnnotationNews(e.bookId(), e.annotationId(), "created"));
            case AnnotationChanged e -> one(position, e.readerId(), new AnnotationNews(e.bookId(), e.annotationId(), "changed"));
            case AnnotationDeleted e -> one(position, e.readerId(), new AnnotationNews(e.bookId(), e.annotationId(), "deleted"));
            case ShelfCreated e -> one(position, e.ownerId(), new ShelfNews(e.shelfId(), null, "created"));
            case ShelfRenamed e -> one(position, e.ownerId(), new ShelfNews(e.shelfId(), null, "renamed"));
            case ShelfDeleted e -> one(position, e.ownerId(), new ShelfNews(e.shelfId(), null, "deleted"));
            case BookAdded e -> one(position, e.ownerId(), new ShelfNews(e.shelfId(), e.bookId(), "book-added"));
            case BookRemoved e -> one(position, e.ownerId(), new ShelfNews(e.shelfId(), e.bookId(), "book-removed"));
            case ReaderErased e -> one(position, e.readerId(), new ReaderNews("erased"));
            case AnalysisEvent _ -> List.of();
            case AuditEvent _ -> List.of();
        };
    }

    private static List<LiveEvent> one(Position position, UUID reader, LiveNews news) {
        return List.of(new LiveEvent(position, reader, List.of(news)));
    }
}
