package dev.lectern.nlp.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.nlp.text.Token;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known about words. */
class WordListsTest {

    private static final WordLists LISTS = new WordLists(new WordNetKinds());

    private static long of(String word) {
        return LISTS.of(new Token(word, word.toLowerCase(Locale.ROOT), 0, word.length(), false));
    }

    @ParameterizedTest
    @CsvSource({"lighthouse, BUILDING", "motorboats, THING", "columbines, LANDSCAPE", "paunch, BODY", "cowhide, MATERIAL", "blackbird, ANIMAL",
            "murmuring, SOUND", "suntanned, COLOUR", "dwarfish, SHAPE", "cardigan, CLOTHING"})
    void a_word_on_no_list_is_what_wordnet_says_it_is(String word, Category category) {
        assertThat(of(word) & category.bit()).isNotZero();
    }

    @Test
    void a_list_has_the_last_word() {
        assertThat(of("gate")).isEqualTo(Category.BUILDING.bit());
        assertThat(of("gates")).isEqualTo(Category.BUILDING.bit());
    }

    @Test
    void a_hyphenated_word_is_all_that_its_parts_are() {
        assertThat(of("red-roofed")).isEqualTo(Category.COLOUR.bit());
        assertThat(of("moss-stone")).isEqualTo(of("moss") | of("stone"));
    }

    @Test
    void names_function_words_and_irregular_verbs_are_no_birds_and_no_herbs() {
        assertThat(of("Blackbird")).isZero();
        assertThat(of("has")).isZero();
        assertThat(of("sang")).isZero();
    }
}
