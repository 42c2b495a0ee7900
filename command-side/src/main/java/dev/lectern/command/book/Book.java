package dev.lectern.command.book;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.lectern.command.book.BookCommand.ChangeDetails;
import dev.lectern.command.book.BookCommand.DeleteBook;
import dev.lectern.command.book.BookCommand.RecordAnalyses;
import dev.lectern.command.book.BookCommand.RecordImport;
import dev.lectern.command.book.BookCommand.RecordImportFailure;
import dev.lectern.command.book.BookCommand.RequestAnalysis;
import dev.lectern.command.book.BookCommand.RestoreBook;
import dev.lectern.command.book.BookCommand.UploadBook;
import dev.lectern.contracts.event.BookEvent.AnalysisProgress;
import dev.lectern.contracts.event.BookEvent.AnalysisRequested;
import dev.lectern.contracts.event.BookEvent.BookDeleted;
import dev.lectern.contracts.event.BookEvent.BookDetailsChanged;
import dev.lectern.contracts.event.BookEvent.BookImportFailed;
import dev.lectern.contracts.event.BookEvent.BookImported;
import dev.lectern.contracts.event.BookEvent.BookRestored;
import dev.lectern.contracts.event.BookEvent.BookUploaded;
import dev.lectern.contracts.event.BookEvent.Chapter;
import dev.lectern.contracts.event.BookEvent.ChapterAnalysed;
import dev.lectern.contracts.nlp.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.NullUnmarked;

/** One owner's book: uploaded, imported, analysed, perhaps deleted and restored. The same file of the same owner is the same book. */
@Aggregate(snapshotTriggerDefinition = "snapshots")
@NullUnmarked
class Book {

    /** How long a deleted book can be restored. */
    static final Duration RESTORABLE = Duration.ofDays(30);

    private enum State { IMPORTING, READY, FAILED }

    @AggregateIdentifier
    private UUID id;
    private UUID owner;
    private State state;
    private Instant deletedAt;
    private List<Chapter> chapters = List.of();
    private String extractor;
    private AnalysisProgress analysis;
    private Set<Integer> analysed = new HashSet<>();

    /** For Axon, which then replays the book's events. */
    protected Book() {
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    UploadOutcome upload(UploadBook command) {
        if (deletedAt != null) {
            apply(new BookRestored(id, owner, command.at()));
        }
        if (state == State.IMPORTING || state == State.READY) {
            return UploadOutcome.EXISTING;
        }
        apply(new BookUploaded(command.bookId(), command.ownerId(), command.content(), command.bytes(),
                command.fileName(), command.at()));
        return UploadOutcome.IMPORTING;
    }

    /** An import that was done twice, because the importer was killed before it heard of its success, counts once. */
    @CommandHandler
    void record(RecordImport command) {
        if (state != State.IMPORTING) {
            return;
        }
        apply(new BookImported(id, owner, command.title(), command.authors(), command.language(), command.genre(),
                command.cover(), command.toc(), command.resources(), command.chapters(), command.warnings(), command.at()));
        if (analysableChapters() > 0) {
            requestAnalysis(command.extractor(), Priority.NORMAL, false, command.at());
        }
    }

    @CommandHandler
    void record(RecordImportFailure command) {
        if (state == State.IMPORTING) {
            apply(new BookImportFailed(id, owner, command.code(), command.reason(), command.at()));
        }
    }

    @CommandHandler
    Optional<BookRefusal> change(ChangeDetails command) {
        var refusal = refusalFor(command.ownerId());
        if (refusal.isEmpty() && command.changesAnything()) {
            apply(new BookDetailsChanged(id, owner, command.title(), command.authors(), command.genre(),
                    command.language(), command.at()));
        }
        return refusal;
    }

    @CommandHandler
    Optional<BookRefusal> delete(DeleteBook command) {
        if (!command.ownerId().equals(owner)) {
            return Optional.of(BookRefusal.NO_SUCH_BOOK);
        }
        if (deletedAt == null) {
            apply(new BookDeleted(id, owner, command.at()));
        }
        return Optional.empty();
    }

    @CommandHandler
    Optional<BookRefusal> restore(RestoreBook command) {
        if (!command.ownerId().equals(owner)) {
            return Optional.of(BookRefusal.NO_SUCH_BOOK);
        }
        if (deletedAt == null) {
            return Optional.empty();
        }
        if (command.at().isAfter(deletedAt.plus(RESTORABLE))) {
            return Optional.of(BookRefusal.RESTORE_PERIOD_OVER);
        }
        apply(new BookRestored(id, owner, command.at()));
        return Optional.empty();
    }

    @CommandHandler
    Optional<BookRefusal> request(RequestAnalysis command) {
        var refusal = refusalFor(command.ownerId());
        if (refusal.isEmpty() && analysableChapters() > 0) {
            requestAnalysis(command.extractor(), command.priority(), true, command.at());
        }
        return refusal;
    }

    private void requestAnalysis(String version, Priority priority, boolean again, Instant at) {
        apply(new AnalysisRequested(id, owner, version, priority, again,
                new AnalysisProgress(0, analysableChapters(), 0, 0), at));
    }

    /** Results that the book has already, or that it no longer waits for, change nothing. */
    @CommandHandler
    void record(RecordAnalyses command) {
        if (!command.extractor().equals(extractor)) {
            return;
        }
        for (var result : command.texts()) {
            chapters.stream()
                    .filter(chapter -> chapter.text().equals(result.text()) && !analysed.contains(chapter.number()))
                    .forEach(chapter -> apply(new ChapterAnalysed(id, owner, chapter.number(), chapter.text(), extractor,
                            result.descriptions(), result.failure(), result.note(), progressWith(result), command.at())));
        }
    }

    private AnalysisProgress progressWith(BookCommand.AnalysedText result) {
        return new AnalysisProgress(analysis.chaptersDone() + 1, analysis.chapters(),
                analysis.chaptersFailed() + (result.failure() == null ? 0 : 1),
                analysis.descriptions() + result.descriptions());
    }

    /** Chapters without words have nothing to find. */
    private int analysableChapters() {
        return (int) chapters.stream().filter(chapter -> chapter.words() > 0).count();
    }

    private Optional<BookRefusal> refusalFor(UUID asker) {
        if (!asker.equals(owner) || deletedAt != null) {
            return Optional.of(BookRefusal.NO_SUCH_BOOK);
        }
        return switch (state) {
            case IMPORTING -> Optional.of(BookRefusal.STILL_IMPORTING);
            case FAILED -> Optional.of(BookRefusal.IMPORT_FAILED);
            case READY -> Optional.empty();
        };
    }

    @EventSourcingHandler
    void on(BookUploaded event) {
        id = event.bookId();
        owner = event.ownerId();
        state = State.IMPORTING;
    }

    @EventSourcingHandler
    void on(BookImported event) {
        state = State.READY;
        chapters = event.chapters();
    }

    @EventSourcingHandler
    void on(BookImportFailed event) {
        state = State.FAILED;
    }

    @EventSourcingHandler
    void on(BookDeleted event) {
        deletedAt = event.deletedAt();
    }

    @EventSourcingHandler
    void on(BookRestored event) {
        deletedAt = null;
    }

    @EventSourcingHandler
    void on(AnalysisRequested event) {
        extractor = event.extractor();
        analysis = event.progress();
        analysed = new HashSet<>();
    }

    @EventSourcingHandler
    void on(ChapterAnalysed event) {
        analysis = event.progress();
        analysed.add(event.chapter());
    }
}
