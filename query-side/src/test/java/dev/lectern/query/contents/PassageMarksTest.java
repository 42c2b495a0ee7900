package dev.lectern.query.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.contents.PassageMarks.Span;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PassageMarksTest {

    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);

    @Test
    void a_passage_is_marked_where_it_stands() {
        var chapter = new ChapterDocument("One. Two. Three.", "<p>One. Two. Three.</p>", List.of(new int[] {0, 3, 16}));

        assertThat(PassageMarks.marked(chapter, List.of(new Span(A, 5, 9))))
                .isEqualTo("<p>One. " + mark(A) + "Two.</mark> Three.</p>");
    }

    @Test
    void markup_within_a_passage_stays_outside_its_marks() {
        var chapter = new ChapterDocument("A red door.", "<p>A <i>red</i> door.</p>",
                List.of(new int[] {0, 3, 2}, new int[] {2, 8, 3}, new int[] {5, 15, 6}));

        assertThat(PassageMarks.marked(chapter, List.of(new Span(A, 0, 11))))
                .isEqualTo("<p>" + mark(A) + "A </mark><i>" + mark(A) + "red</mark></i>" + mark(A) + " door.</mark></p>");
    }

    @Test
    void an_entity_within_a_passage_is_marked_with_it() {
        var chapter = new ChapterDocument("Salt & sea", "<p>Salt &amp; sea</p>",
                List.of(new int[] {0, 3, 5}, new int[] {6, 13, 4}));

        assertThat(PassageMarks.marked(chapter, List.of(new Span(A, 0, 10))))
                .isEqualTo("<p>" + mark(A) + "Salt &amp; sea</mark></p>");
    }

    @Test
    void where_passages_overlap_the_mark_names_both() {
        var chapter = new ChapterDocument("abcdef", "abcdef", List.of(new int[] {0, 0, 6}));

        assertThat(PassageMarks.marked(chapter, List.of(new Span(A, 0, 4), new Span(B, 2, 6))))
                .isEqualTo(mark(A) + "ab</mark><mark data-description-id=\"" + A + " " + B + "\">cd</mark>" + mark(B) + "ef</mark>");
    }

    @Test
    void a_chapter_without_passages_stays_as_it_is() {
        var chapter = new ChapterDocument("abc", "<p>abc</p>", List.of(new int[] {0, 3, 3}));

        assertThat(PassageMarks.marked(chapter, List.of())).isEqualTo("<p>abc</p>");
    }

    private static String mark(UUID id) {
        return "<mark data-description-id=\"" + id + "\">";
    }
}
