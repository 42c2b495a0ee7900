package dev.lectern.query.contents;

import static dev.lectern.query.testing.Folded.rows;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.nlp.Extractors;
import dev.lectern.query.testing.TestBook;
import org.junit.jupiter.api.Test;

class ChaptersProjectionTest {

    private final ChaptersProjection chapters = new ChaptersProjection();
    private final TestBook book = aBook().of(3);

    @Test
    void an_imported_book_has_a_row_for_each_spine_document() {
        assertThat(rows(chapters, book.uploaded(), book.imported())).hasSize(3)
                .element(1).isEqualTo(new ChapterRow(book.owner(), book.id(), 2, "Chapter 2", "OEBPS/c2.xhtml", true,
                        book.chapter(2).content(), book.textOf(2), 1000, 200, null, 0));
    }

    @Test
    void an_analysed_chapter_shows_the_passages_of_its_extractor() {
        var rows = rows(chapters, book.imported(), book.analysed(2, 7, 1, 7));

        assertThat(rows.get(1).extractor()).isEqualTo(Extractors.CURRENT);
        assertThat(rows.get(1).descriptions()).isEqualTo(7);
        assertThat(rows.get(0).extractor()).isNull();
    }

    @Test
    void a_failed_analysis_takes_no_passages_away() {
        var rows = rows(chapters, book.imported(), book.analysed(2, 7, 1, 7), book.analysisFailed(2, 2, 1));

        assertThat(rows.get(1).descriptions()).isEqualTo(7);
    }
}
