package dev.lectern.contracts;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.event.AnalysisEvent.AnalysisFailureRecorded;
import dev.lectern.contracts.event.AnalysisEvent.DescriptionsRecorded;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationChanged;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationCreated;
import dev.lectern.contracts.event.AnnotationEvent.AnnotationDeleted;
import dev.lectern.contracts.event.AnnotationEvent.Kind;
import dev.lectern.contracts.event.AnnotationEvent.Quote;
import dev.lectern.contracts.event.AnnotationEvent.Remark;
import dev.lectern.contracts.event.AnnotationEvent.Span;
import dev.lectern.contracts.event.AnnotationEvent.Target;
import dev.lectern.contracts.event.AuditEvent.AccountMade;
import dev.lectern.contracts.event.AuditEvent.AdministratorActed;
import dev.lectern.contracts.event.AuditEvent.DevicePasswordMade;
import dev.lectern.contracts.event.AuditEvent.DevicePasswordRevoked;
import dev.lectern.contracts.event.AuditEvent.InvitationMade;
import dev.lectern.contracts.event.AuditEvent.InvitationWithdrawn;
import dev.lectern.contracts.event.AuditEvent.Outcome;
import dev.lectern.contracts.event.AuditEvent.PasswordChanged;
import dev.lectern.contracts.event.AuditEvent.RefreshTokenReused;
import dev.lectern.contracts.event.AuditEvent.SignInsRefused;
import dev.lectern.contracts.event.AuditEvent.SignedIn;
import dev.lectern.contracts.event.AuditEvent.SignedOut;
import dev.lectern.contracts.event.AuditEvent.SigningKeyAdded;
import dev.lectern.contracts.event.AuditEvent.SigningKeyRemoved;
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
import dev.lectern.contracts.event.BookEvent.Cover;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReaderEvent.ReaderErased;
import dev.lectern.contracts.event.ReadingEvent.BookStarred;
import dev.lectern.contracts.event.ReadingEvent.BookUnstarred;
import dev.lectern.contracts.event.ReadingEvent.Locator;
import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.contracts.event.ReadingEvent.PlaceRecorded;
import dev.lectern.contracts.event.ReadingEvent.ReadStatusChanged;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import dev.lectern.contracts.event.ShelfEvent.BookAdded;
import dev.lectern.contracts.event.ShelfEvent.BookRemoved;
import dev.lectern.contracts.event.ShelfEvent.ShelfCreated;
import dev.lectern.contracts.event.ShelfEvent.ShelfDeleted;
import dev.lectern.contracts.event.ShelfEvent.ShelfRenamed;
import dev.lectern.contracts.nlp.AnalyseChapter;
import dev.lectern.contracts.nlp.AnalysisResult.AnalysisFailed;
import dev.lectern.contracts.nlp.AnalysisResult.DescriptionsExtracted;
import dev.lectern.contracts.nlp.Description;
import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.contracts.nlp.Entity;
import dev.lectern.contracts.nlp.Priority;
import dev.lectern.contracts.performance.InstanceFigures;
import dev.lectern.contracts.performance.InstanceFigures.AnalysisFigures;
import dev.lectern.contracts.performance.InstanceFigures.MemoryFigures;
import dev.lectern.contracts.personal.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One of everything that is stored or published. */
final class Examples {

    private static final UUID BOOK = UUID.fromString("0b0c0000-0000-4000-8000-000000000001");
    private static final UUID OWNER = UUID.fromString("0a0c0000-0000-4000-8000-000000000002");
    private static final UUID READING = UUID.fromString("0d0c0000-0000-4000-8000-000000000003");
    private static final UUID SHELF = UUID.fromString("0f0c0000-0000-4000-8000-000000000005");
    private static final UUID ANNOTATION = UUID.fromString("0f0c0000-0000-4000-8000-000000000006");
    private static final UUID ENTRY = UUID.fromString("0a0d0000-0000-4000-8000-000000000007");
    private static final UUID LET_IN = UUID.fromString("0a0d0000-0000-4000-8000-000000000008");
    private static final Sealed WORDS = new Sealed("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g");
    private static final Remark REMARK = new Remark(WORDS, "yellow", List.of(WORDS));
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final ContentHash HASH = ContentHash.of("Call me Ishmael.");
    private static final Description DESCRIPTION = new Description(UUID.fromString("0e0c0000-0000-4000-8000-000000000004"),
            DescriptionType.LOCATION, "It stood on a sharp bleak corner.", 120, 153, 0.87, 74,
            List.of(new Entity("corner", "place")), List.of("lexicon", "corenlp"));
    private static final Place PLACE = new Place(new Locator(3, "text/chapter-3.xhtml", 0.25, "epubcfi(/6/6!/4/2:0)"), 12.5, "phone", NOW);

    private Examples() {
    }

    static List<DomainEvent> events() {
        return List.of(
                new BookUploaded(BOOK, OWNER, HASH, 1_400_631, "moby-dick.epub", NOW),
                new BookImported(BOOK, OWNER, "Moby Dick", List.of("Herman Melville"), "en-US", "Whaling", new Cover(HASH, "image/jpeg"),
                        HASH, HASH, List.of(new Chapter(1, "Loomings", "text/chapter-1.xhtml", true, HASH, HASH, 12_000, 2_188)),
                        List.of("The file fonts/a.otf is missing."), NOW),
                new BookImportFailed(BOOK, OWNER, "unreadable", "The archive is damaged.", NOW),
                new BookDetailsChanged(BOOK, OWNER, "The Whale", List.of("H. Melville"), "Sea", "en", NOW),
                new BookDeleted(BOOK, OWNER, NOW),
                new BookRestored(BOOK, OWNER, NOW),
                new AnalysisRequested(BOOK, OWNER, "lectern-1", Priority.NORMAL, false, new AnalysisProgress(0, 145, 0, 0), NOW),
                new ChapterAnalysed(BOOK, OWNER, 1, HASH, "lectern-1", 12, "It took too long.", null, new AnalysisProgress(1, 145, 1, 12), NOW),
                new DescriptionsRecorded(HASH, "lectern-1", 1, 1, List.of(DESCRIPTION), true, 1, NOW),
                new AnalysisFailureRecorded(HASH, "lectern-1", "It took too long.", NOW),
                new ReadingProgressed(READING, OWNER, BOOK, PLACE, PLACE, null),
                new ReadingProgressed(READING, OWNER, BOOK, PLACE, PLACE, ReadStatus.FINISHED),
                new PlaceRecorded(READING, OWNER, BOOK, PLACE, PLACE),
                new ReadStatusChanged(READING, OWNER, BOOK, ReadStatus.ABANDONED, NOW),
                new BookStarred(READING, OWNER, BOOK, NOW),
                new BookUnstarred(READING, OWNER, BOOK, NOW),
                new ShelfCreated(SHELF, OWNER, "Sea stories", NOW),
                new ShelfRenamed(SHELF, OWNER, "Stories of the sea", NOW),
                new BookAdded(SHELF, OWNER, BOOK, NOW),
                new BookRemoved(SHELF, OWNER, BOOK, NOW),
                new ShelfDeleted(SHELF, OWNER, List.of(BOOK), NOW),
                new AnnotationCreated(ANNOTATION, OWNER, BOOK, Kind.NOTE,
                        new Target(3, new Quote(WORDS, WORDS, null), new Span(120, 153), "epubcfi(/6/6!/4/2,/1:0,/1:9)"), REMARK, NOW),
                new AnnotationChanged(ANNOTATION, OWNER, BOOK, REMARK, NOW),
                new AnnotationDeleted(ANNOTATION, OWNER, BOOK, NOW),
                new AccountMade(ENTRY, OWNER, List.of("READER"), LET_IN, NOW),
                new SignedIn(ENTRY, OWNER, WORDS, NOW),
                new SignInsRefused(ENTRY, OWNER, 3, WORDS, NOW, NOW),
                new RefreshTokenReused(ENTRY, OWNER, WORDS, NOW),
                new SignedOut(ENTRY, OWNER, NOW),
                new PasswordChanged(ENTRY, OWNER, WORDS, NOW),
                new DevicePasswordMade(ENTRY, OWNER, LET_IN, List.of("kosync", "opds"), NOW),
                new DevicePasswordRevoked(ENTRY, OWNER, LET_IN, NOW),
                new InvitationMade(ENTRY, OWNER, LET_IN, NOW, NOW),
                new InvitationWithdrawn(ENTRY, OWNER, LET_IN, NOW),
                new SigningKeyAdded(ENTRY, "8f0e", NOW),
                new SigningKeyRemoved(ENTRY, "8f0e", NOW),
                new AdministratorActed(ENTRY, OWNER, "replay.activate", "/api/v1/admin/projections/library/replays/" + BOOK + "/activate",
                        Outcome.DONE, NOW),
                new ReaderErased(OWNER, NOW));
    }

    /** By CloudEvents type. */
    static Map<String, Object> messages() {
        return Map.of(
                AnalyseChapter.TYPE, new AnalyseChapter(HASH, "lectern-1", "en-US", 1, 1, 0, "Call me Ishmael."),
                DescriptionsExtracted.TYPE, new DescriptionsExtracted(HASH, "lectern-1", 1, 1, List.of(DESCRIPTION)),
                AnalysisFailed.TYPE, new AnalysisFailed(HASH, "lectern-1", 1, 1, "It took too long."),
                InstanceFigures.TYPE_OF_PROCESSORS, new InstanceFigures(NOW, List.of(), null, List.of(), new MemoryFigures(1, 2, 3),
                        new AnalysisFigures(12, 1, 60_000, 30_000, 2, 2)));
    }
}
