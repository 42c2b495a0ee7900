package dev.lectern.query.library;

import static dev.lectern.query.testing.Folded.row;
import static dev.lectern.query.testing.Folded.rows;
import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.query.library.LibraryRow.Analysis;
import dev.lectern.query.library.LibraryRow.AnalysisState;
import dev.lectern.query.library.LibraryRow.Extent;
import dev.lectern.query.library.LibraryRow.Import;
import dev.lectern.query.library.LibraryRow.ImportState;
import dev.lectern.query.library.LibraryRow.Reading;
import dev.lectern.query.testing.TestBook;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryProjectionTest {

    private final LibraryProjection library = new LibraryProjection();
    private final TestBook book = aBook().called("Emma", "Jane Austen").of(3);

    @Test
    void an_uploaded_book_is_importing_under_the_name_of_its_file() {
        var row = row(library, book.uploaded());

        assertThat(row.imported()).isEqualTo(new Import(ImportState.IMPORTING, null, List.of()));
        assertThat(row.facts().title()).isEqualTo("some file");
        assertThat(row.addedAt()).isEqualTo(NOON);
        assertThat(row.reading()).isEqualTo(new Reading(ReadStatus.UNREAD, 0, null));
    }

    @Test
    void an_imported_book_says_what_it_is_and_how_long() {
        var row = row(library, book.uploaded(), book.imported("It has no cover."));

        assertThat(row.facts().title()).isEqualTo("Emma");
        assertThat(row.facts().authors()).containsExactly("Jane Austen");
        assertThat(row.imported()).isEqualTo(new Import(ImportState.READY, null, List.of("It has no cover.")));
        assertThat(row.extent()).isEqualTo(new Extent(3, 600, 3000));
        assertThat(row.files().toc()).isEqualTo(book.toc());
    }

    @Test
    void a_failed_import_says_why() {
        assertThat(row(library, book.uploaded(), book.importFailed("It is encrypted.")).imported())
                .isEqualTo(new Import(ImportState.FAILED, "It is encrypted.", List.of()));
    }

    @Test
    void the_owners_title_stands_in_place_of_the_books() {
        var row = row(library, book.uploaded(), book.imported(), book.renamed("Emma, annotated"));

        assertThat(row.facts().title()).isEqualTo("Emma, annotated");
        assertThat(row.facts().authors()).containsExactly("Jane Austen");
    }

    @Test
    void progress_is_in_the_row() {
        var row = row(library, book.uploaded(), book.imported(), book.readTo(12.5, "phone", NOON.plusSeconds(60)));

        assertThat(row.reading()).isEqualTo(new Reading(ReadStatus.READING, 12.5, NOON.plusSeconds(60)));
    }

    @Test
    void a_book_is_finished_at_98_percent() {
        assertThat(row(library, book.uploaded(), book.readTo(97.9, "phone", NOON)).reading().status()).isEqualTo(ReadStatus.READING);
        assertThat(row(library, book.uploaded(), book.readTo(98, "phone", NOON)).reading().status()).isEqualTo(ReadStatus.FINISHED);
    }

    @Test
    void a_status_chosen_by_hand_and_a_star_are_in_the_row() {
        var row = row(library, book.uploaded(), book.readTo(12.5, "phone", NOON), book.setTo(ReadStatus.ABANDONED), book.starred());

        assertThat(row.reading()).isEqualTo(new Reading(ReadStatus.ABANDONED, 12.5, NOON));
        assertThat(row.starred()).isTrue();
        assertThat(row(library, book.uploaded(), book.starred(), book.unstarred()).starred()).isFalse();
    }

    @Test
    void the_status_that_a_place_brings_is_taken_as_it_is_said() {
        assertThat(row(library, book.uploaded(), book.readTo(60, "phone", NOON, ReadStatus.FINISHED)).reading().status())
                .isEqualTo(ReadStatus.FINISHED);
    }

    @Test
    void analysis_waits_runs_and_is_done() {
        assertThat(row(library, book.uploaded(), book.imported()).analysis().state()).isEqualTo(AnalysisState.NONE);
        assertThat(row(library, book.uploaded(), book.analysisRequested()).analysis())
                .isEqualTo(new Analysis(AnalysisState.WAITING, 0, 3, 0, null));
        assertThat(row(library, book.uploaded(), book.analysisRequested(), book.analysed(1, 4, 1, 4)).analysis())
                .isEqualTo(new Analysis(AnalysisState.RUNNING, 1, 3, 4, null));
        assertThat(row(library, book.uploaded(), book.analysisRequested(), book.analysed(3, 4, 3, 12)).analysis())
                .isEqualTo(new Analysis(AnalysisState.DONE, 3, 3, 12, null));
    }

    @Test
    void the_book_says_why_a_chapter_has_no_passages_until_it_is_analysed_again() {
        var silent = row(library, book.uploaded(), book.analysisRequested(), book.unread(1, "The text is in French.", 1), book.analysed(2, 4, 2, 4));
        assertThat(silent.analysis().note()).isEqualTo("The text is in French.");
        assertThat(row(library, book.uploaded(), book.analysisRequested(), book.unread(1, "The text is in French.", 1),
                book.analysisRequested()).analysis().note()).isNull();
        assertThat(row(library, book.uploaded(), book.analysisRequested(), book.analysisFailed(1, 1, 1)).analysis().note())
                .isEqualTo("it was too long");
    }

    @Test
    void an_analysis_has_failed_when_every_chapter_did() {
        assertThat(row(library, book.uploaded(), book.analysisRequested(), book.analysisFailed(3, 3, 2)).analysis().state())
                .isEqualTo(AnalysisState.DONE);
        assertThat(row(library, book.uploaded(), book.analysisRequested(), book.analysisFailed(3, 3, 3)).analysis().state())
                .isEqualTo(AnalysisState.FAILED);
    }

    @Test
    void a_deleted_book_comes_back_as_it_was() {
        var before = row(library, book.uploaded(), book.imported(), book.readTo(50, "phone", NOON));
        var deleted = row(library, book.uploaded(), book.imported(), book.readTo(50, "phone", NOON), book.deleted());
        var restored = row(library, book.uploaded(), book.imported(), book.readTo(50, "phone", NOON), book.deleted(), book.restored());

        assertThat(deleted.deletedAt()).isNotNull();
        assertThat(restored).isEqualTo(before);
    }

    @Test
    void what_happens_to_a_book_nobody_uploaded_leaves_no_row() {
        assertThat(rows(library, book.imported(), book.readTo(10, "phone", NOON))).isEmpty();
    }

    @Test
    void titles_sort_without_articles_and_accents() {
        assertThat(SortKeys.ofTitle("The Émigré")).isEqualTo("emigre");
        assertThat(SortKeys.ofTitle("«A Tale of Two Cities»")).isEqualTo("tale of two cities»");
        assertThat(SortKeys.ofTitle("Another Country")).isEqualTo("another country");
        assertThat(SortKeys.ofTitle("The")).isEqualTo("the");
    }
}
