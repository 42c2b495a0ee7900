package dev.lectern.command.book;

import dev.lectern.command.book.BookCommand.AnalysedText;
import dev.lectern.command.book.BookCommand.ChangeDetails;
import dev.lectern.command.book.BookCommand.DeleteBook;
import dev.lectern.command.book.BookCommand.RecordAnalyses;
import dev.lectern.command.book.BookCommand.RecordImport;
import dev.lectern.command.book.BookCommand.RecordImportFailure;
import dev.lectern.command.book.BookCommand.RequestAnalysis;
import dev.lectern.command.book.BookCommand.RestoreBook;
import dev.lectern.command.book.BookCommand.UploadBook;
import dev.lectern.contracts.content.ContentHash;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of a book. */
class BookTest {

    private static final UUID OWNER = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID STRANGER = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    private static final ContentHash FILE = ContentHash.of("the file");
    private static final UUID BOOK = Books.idOf(OWNER, FILE);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final String VERSION = "extractor-1";

    private static final BookUploaded UPLOADED = new BookUploaded(BOOK, OWNER, FILE, 1000, "moby.epub", NOW);
    private static final BookDeleted DELETED = new BookDeleted(BOOK, OWNER, NOW);

    private FixtureConfiguration<Book> book;

    @BeforeEach
    void fixture() {
        book = new AggregateTestFixture<>(Book.class);
    }

    @Test
    void an_upload_begins_a_book() {
        book.givenNoPriorActivity().when(upload(NOW))
                .expectEvents(UPLOADED).expectResultMessagePayload(UploadOutcome.IMPORTING);
    }

    @Test
    void the_same_file_again_is_the_same_book() {
        book.given(UPLOADED).when(upload(LATER))
                .expectNoEvents().expectResultMessagePayload(UploadOutcome.EXISTING);
    }

    @Test
    void a_file_whose_import_failed_is_tried_again() {
        book.given(UPLOADED, new BookImportFailed(BOOK, OWNER, "unreadable", "It is torn.", NOW)).when(upload(LATER))
                .expectEvents(new BookUploaded(BOOK, OWNER, FILE, 1000, "moby.epub", LATER))
                .expectResultMessagePayload(UploadOutcome.IMPORTING);
    }

    @Test
    void uploading_a_deleted_book_brings_it_back() {
        book.given(UPLOADED, imported(chapter(1, "call me")), DELETED).when(upload(LATER))
                .expectEvents(new BookRestored(BOOK, OWNER, LATER)).expectResultMessagePayload(UploadOutcome.EXISTING);
    }

    @Test
    void an_imported_book_asks_for_the_analysis_of_its_chapters_with_words() {
        book.given(UPLOADED).when(recordImport(chapter(1, "call me"), picture(2), chapter(3, "ishmael")))
                .expectEvents(imported(chapter(1, "call me"), picture(2), chapter(3, "ishmael")),
                        requested(Priority.NORMAL, false, 2, NOW));
    }

    @Test
    void a_book_of_pictures_is_not_analysed() {
        book.given(UPLOADED).when(recordImport(picture(1))).expectEvents(imported(picture(1)));
    }

    @Test
    void an_import_that_was_done_twice_counts_once() {
        book.given(UPLOADED, imported(chapter(1, "call me"))).when(recordImport(chapter(1, "call me"))).expectNoEvents();
    }

    @Test
    void a_late_failure_does_not_undo_an_import() {
        book.given(UPLOADED, imported(chapter(1, "call me")))
                .when(new RecordImportFailure(BOOK, FILE, "internal", "Too late.", NOW)).expectNoEvents();
    }

    @Test
    void a_failed_import_says_why() {
        book.given(UPLOADED).when(new RecordImportFailure(BOOK, FILE, "protected", "It is locked.", NOW))
                .expectEvents(new BookImportFailed(BOOK, OWNER, "protected", "It is locked.", NOW));
    }

    @Test
    void every_chapter_with_an_analysed_text_hears_of_it_and_the_progress_counts_up() {
        book.given(UPLOADED, imported(chapter(1, "half title"), chapter(2, "half title"), chapter(3, "ishmael")),
                        requested(Priority.NORMAL, false, 3, NOW))
                .when(new RecordAnalyses(BOOK, VERSION, List.of(new AnalysedText(ContentHash.of("half title"), 4, null, null)), LATER))
                .expectEvents(analysed(1, "half title", 4, null, new AnalysisProgress(1, 3, 0, 4)),
                        analysed(2, "half title", 4, null, new AnalysisProgress(2, 3, 0, 8)));
    }

    @Test
    void a_result_that_comes_twice_changes_nothing_the_second_time() {
        book.given(UPLOADED, imported(chapter(1, "ishmael")), requested(Priority.NORMAL, false, 1, NOW),
                        analysed(1, "ishmael", 2, null, new AnalysisProgress(1, 1, 0, 2)))
                .when(new RecordAnalyses(BOOK, VERSION, List.of(new AnalysedText(ContentHash.of("ishmael"), 2, null, null)), LATER))
                .expectNoEvents();
    }

    @Test
    void a_result_of_another_extractor_version_is_not_this_books() {
        book.given(UPLOADED, imported(chapter(1, "ishmael")), requested(Priority.NORMAL, false, 1, NOW))
                .when(new RecordAnalyses(BOOK, "extractor-0", List.of(new AnalysedText(ContentHash.of("ishmael"), 2, null, null)), LATER))
                .expectNoEvents();
    }

    @Test
    void a_book_hears_why_nothing_was_looked_for() {
        book.given(UPLOADED, imported(chapter(1, "ishmael")), requested(Priority.NORMAL, false, 1, NOW))
                .when(new RecordAnalyses(BOOK, VERSION, List.of(new AnalysedText(ContentHash.of("ishmael"), 0, null, "It is in French.")), LATER))
                .expectEvents(new ChapterAnalysed(BOOK, OWNER, 1, ContentHash.of("ishmael"), VERSION, 0, null, "It is in French.",
                        new AnalysisProgress(1, 1, 0, 0), LATER));
    }

    @Test
    void a_chapter_whose_analysis_failed_counts_as_done_and_as_failed() {
        book.given(UPLOADED, imported(chapter(1, "ishmael")), requested(Priority.NORMAL, false, 1, NOW))
                .when(new RecordAnalyses(BOOK, VERSION, List.of(new AnalysedText(ContentHash.of("ishmael"), 0, "It took too long.", null)), LATER))
                .expectEvents(analysed(1, "ishmael", 0, "It took too long.", new AnalysisProgress(1, 1, 1, 0)));
    }

    @Test
    void an_analysis_that_is_asked_for_again_starts_from_nothing() {
        book.given(UPLOADED, imported(chapter(1, "ishmael")), requested(Priority.NORMAL, false, 1, NOW),
                        analysed(1, "ishmael", 2, null, new AnalysisProgress(1, 1, 0, 2)))
                .when(new RequestAnalysis(BOOK, OWNER, VERSION, Priority.URGENT, LATER))
                .expectEvents(requested(Priority.URGENT, true, 1, LATER));
    }

    @Test
    void a_book_that_is_not_ready_is_not_changed() {
        book.given(UPLOADED).when(new ChangeDetails(BOOK, OWNER, "Title", null, null, null, NOW))
                .expectNoEvents().expectResultMessagePayload(Optional.of(BookRefusal.STILL_IMPORTING));
    }

    @Test
    void the_owner_corrects_what_the_book_says_of_itself() {
        book.given(UPLOADED, imported(chapter(1, "call me"))).when(new ChangeDetails(BOOK, OWNER, "The Whale", null, null, null, LATER))
                .expectEvents(new BookDetailsChanged(BOOK, OWNER, "The Whale", null, null, null, LATER));
    }

    @Test
    void to_a_stranger_the_book_does_not_exist() {
        book.given(UPLOADED, imported(chapter(1, "call me"))).when(new DeleteBook(BOOK, STRANGER, NOW))
                .expectNoEvents().expectResultMessagePayload(Optional.of(BookRefusal.NO_SUCH_BOOK));
    }

    @Test
    void deleting_twice_is_deleting_once() {
        book.given(UPLOADED, DELETED).when(new DeleteBook(BOOK, OWNER, LATER))
                .expectNoEvents().expectResultMessagePayload(Optional.empty());
    }

    @Test
    void a_deleted_book_can_be_restored_for_thirty_days() {
        var lastDay = NOW.plus(Duration.ofDays(30));
        book.given(UPLOADED, DELETED).when(new RestoreBook(BOOK, OWNER, lastDay))
                .expectEvents(new BookRestored(BOOK, OWNER, lastDay));
    }

    @Test
    void after_thirty_days_it_can_not() {
        book.given(UPLOADED, DELETED).when(new RestoreBook(BOOK, OWNER, NOW.plus(Duration.ofDays(30)).plusMillis(1)))
                .expectNoEvents().expectResultMessagePayload(Optional.of(BookRefusal.RESTORE_PERIOD_OVER));
    }

    private static UploadBook upload(Instant at) {
        return new UploadBook(BOOK, OWNER, FILE, 1000, "moby.epub", at);
    }

    private static RecordImport recordImport(Chapter... chapters) {
        return new RecordImport(BOOK, FILE, "Moby-Dick", List.of("Herman Melville"), "en", null, null, ContentHash.of("toc"),
                ContentHash.of("resources"), List.of(chapters), List.of(), VERSION, NOW);
    }

    private static BookImported imported(Chapter... chapters) {
        return new BookImported(BOOK, OWNER, "Moby-Dick", List.of("Herman Melville"), "en", null, null, ContentHash.of("toc"),
                ContentHash.of("resources"), List.of(chapters), List.of(), NOW);
    }

    private static AnalysisRequested requested(Priority priority, boolean again, int chapters, Instant at) {
        return new AnalysisRequested(BOOK, OWNER, VERSION, priority, again, new AnalysisProgress(0, chapters, 0, 0), at);
    }

    private static ChapterAnalysed analysed(int chapter, String text, int descriptions, String failure, AnalysisProgress progress) {
        return new ChapterAnalysed(BOOK, OWNER, chapter, ContentHash.of(text), VERSION, descriptions, failure, null, progress, LATER);
    }

    private static Chapter chapter(int number, String text) {
        return new Chapter(number, "Chapter " + number, "c" + number + ".xhtml", true, ContentHash.of("document of " + text),
                ContentHash.of(text), text.length(), 2);
    }

    private static Chapter picture(int number) {
        return new Chapter(number, "Plate " + number, "p" + number + ".xhtml", true, ContentHash.of("a picture"), ContentHash.of(""), 0, 0);
    }
}
