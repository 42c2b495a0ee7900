package dev.lectern.nlp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How texts are cut. */
class SegmenterTest {

    private final Segmenter segmenter = new Segmenter();

    private List<String> sentences(String text) {
        return segmenter.paragraphs(text).stream().flatMap(p -> p.sentences().stream()).map(s -> text.substring(s.start(), s.end())).toList();
    }

    @Test
    void abbreviations_end_no_sentence() {
        assertThat(sentences("Mr. Harding met Dr. Grant. They talked.")).containsExactly("Mr. Harding met Dr. Grant.", "They talked.");
    }

    @Test
    void a_quotation_and_its_tag_are_one_sentence() {
        assertThat(sentences("“Stop!” he cried. Nobody did.")).containsExactly("“Stop!” he cried.", "Nobody did.");
    }

    @Test
    void closing_marks_belong_to_their_sentence() {
        assertThat(sentences("He said, “It rains.” She left.")).containsExactly("He said, “It rains.”", "She left.");
    }

    @Test
    void wrapped_lines_are_one_paragraph_and_headings_are_their_own() {
        var paragraphs = segmenter.paragraphs("Chapter One\nThe long road went on over the hill and down\ninto the valley below.\n\nIt ended there.");

        assertThat(paragraphs).hasSize(3);
    }

    @Test
    void offsets_count_utf_16_units() {
        String text = "😀 Smile. The “naïve” 😀 end.";

        for (var paragraph : segmenter.paragraphs(text)) {
            for (var token : paragraph.sentences().getLast().tokens()) {
                assertThat(text.substring(token.start(), token.end())).isNotBlank();
            }
        }
        assertThat(sentences(text).getLast()).endsWith("end.");
    }

    @Test
    void a_quotation_that_does_not_close_is_a_told_story() {
        assertThat(segmenter.paragraphs("“The night was dark, and we rode on.").getFirst().narrated()).isTrue();
        assertThat(segmenter.paragraphs("“The night was dark,” he said.").getFirst().narrated()).isFalse();
    }
}
