package dev.lectern.command.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.reading.LocatorResolution.Resolved;
import dev.lectern.command.reading.LocatorResolution.Unresolvable;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.event.BookEvent.Chapter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a locator leads, and how much of the book lies before it. */
class LocatorResolutionTest {

    private static final List<Chapter> BOOK = List.of(
            chapter(1, "text/a.xhtml", true, 100), chapter(2, "text/notes.xhtml", false, 1000), chapter(3, "text/b.xhtml", true, 300));

    @Test
    void the_percentage_counts_the_characters_of_the_linear_spine() {
        assertThat(percent(1, 0.0)).isZero();
        assertThat(percent(1, 1.0)).isEqualTo(25);
        assertThat(percent(3, 0.5)).isEqualTo(62.5);
        assertThat(percent(3, 1.0)).isEqualTo(100);
    }

    @Test
    void a_note_outside_the_linear_spine_counts_as_the_place_it_stands_at() {
        assertThat(percent(2, 0.9)).isEqualTo(25);
    }

    @Test
    void in_a_book_without_words_every_page_counts_the_same() {
        var pictures = List.of(chapter(1, "1.xhtml", true, 0), chapter(2, "2.xhtml", true, 0));
        assertThat(((Resolved) LocatorResolution.resolve(pictures, 2, null, 0.5, null)).percent()).isEqualTo(75);
    }

    @Test
    void an_href_may_have_a_fragment() {
        assertThat(resolve(null, "text/b.xhtml#part2", 0.0, null)).isInstanceOfSatisfying(Resolved.class,
                resolved -> assertThat(resolved.locator().chapter()).isEqualTo(3));
    }

    @Test
    void a_cfi_names_its_chapter_by_its_second_step() {
        assertThat(resolve(null, null, null, "epubcfi(/6/6[b]!/4/2[p]:10)")).isInstanceOfSatisfying(Resolved.class, resolved -> {
            assertThat(resolved.locator().chapter()).isEqualTo(3);
            assertThat(resolved.locator().cfi()).isEqualTo("epubcfi(/6/6[b]!/4/2[p]:10)");
        });
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -, -,             -,   -,                              locator
            9, -,             0,   -,                              chapter
            0, -,             0,   -,                              chapter
            1, text/b.xhtml,  0,   -,                              href
            -, text/c.xhtml,  0,   -,                              href
            1, -,             1.5, -,                              progression
            1, -,             NaN, -,                              progression
            -, -,             -,   page 7,                         cfi
            -, -,             -,   epubcfi(/6/40!/4),              cfi
            -, -,             -,   epubcfi(/6/99999999999999!/4),  cfi
            """)
    void what_leads_nowhere_is_named(Integer chapter, String href, Double progression, String cfi, String part) {
        assertThat(resolve(chapter, href, progression, cfi)).isInstanceOfSatisfying(Unresolvable.class,
                unresolvable -> assertThat(unresolvable.part()).isEqualTo(part));
    }

    private static double percent(int chapter, double progression) {
        return ((Resolved) resolve(chapter, null, progression, null)).percent();
    }

    private static LocatorResolution resolve(Integer chapter, String href, Double progression, String cfi) {
        return LocatorResolution.resolve(BOOK, chapter, href, progression, cfi);
    }

    private static Chapter chapter(int number, String href, boolean linear, int characters) {
        return new Chapter(number, href, href, linear, ContentHash.of(href), ContentHash.of(href), characters, characters / 5);
    }
}
