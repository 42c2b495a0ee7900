package dev.lectern.command.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.nlp.AnalyseChapter;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How long chapters are cut. */
class SectionsTest {

    @Test
    void a_usual_chapter_is_one_section() {
        assertThat(sectionsOf("A short chapter.\n")).singleElement()
                .satisfies(section -> assertThat(section.content()).isEqualTo("A short chapter.\n"));
    }

    @Test
    void a_long_chapter_is_cut_at_the_ends_of_paragraphs_and_nothing_is_lost() {
        var text = "A paragraph of some forty characters here.\n".repeat(10_000);
        var sections = sectionsOf(text);
        assertThat(sections).hasSizeGreaterThan(3).allSatisfy(section -> {
            assertThat(section.content().length()).isLessThanOrEqualTo(Sections.MAX_CHARACTERS);
            assertThat(section.content()).startsWith("A paragraph").endsWith("\n");
            assertThat(text).startsWith(text.substring(0, section.offset()) + section.content());
            assertThat(section.sections()).isEqualTo(sections.size());
        });
        assertThat(sections).extracting(AnalyseChapter::section).isSorted().startsWith(1).endsWith(sections.size());
        assertThat(sections.stream().map(AnalyseChapter::content).collect(Collectors.joining())).isEqualTo(text);
    }

    @Test
    void a_text_without_a_single_gap_is_cut_between_characters() {
        var text = "𝕬".repeat(Sections.MAX_CHARACTERS);
        var sections = sectionsOf("x" + text);
        assertThat(sections.stream().map(AnalyseChapter::content).collect(Collectors.joining())).isEqualTo("x" + text);
        assertThat(sections).allSatisfy(section ->
                assertThat(Character.isLowSurrogate(section.content().charAt(0))).as("begins within a character").isFalse());
    }

    private static List<AnalyseChapter> sectionsOf(String text) {
        return Sections.of(ContentHash.of(text), "extractor-1", "en", text);
    }
}
