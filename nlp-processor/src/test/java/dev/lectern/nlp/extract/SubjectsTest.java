package dev.lectern.nlp.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.nlp.text.Sentence;
import dev.lectern.nlp.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a sentence is about. */
class SubjectsTest {

    @Test
    void it_is_the_first_noun_that_no_preposition_governs() {
        assertThat(subject("At/IN the/DT foot/NN of/IN a/DT pine/NN a/DT skeleton/NN lay/VBD ./.")).isEqualTo("skeleton");
        assertThat(subject("There/RB in/IN the/DT light/NN was/VBD the/DT machine/NN ./.")).isEqualTo("machine");
        assertThat(subject("Only/RB a/DT slight/JJ oily/JJ swell/NN rose/VBD ./.")).isEqualTo("swell");
    }

    @Test
    void of_a_compound_it_is_the_last_word() {
        assertThat(subject("The/DT loo/NN table/NN stood/VBD there/RB ./.")).isEqualTo("table");
    }

    @Test
    void it_may_be_a_pronoun_but_not_the_one_who_tells() {
        assertThat(subject("She/PRP wore/VBD a/DT hat/NN ./.")).isEqualTo("She");
        assertThat(subject("I/PRP saw/VBD a/DT hat/NN ./.")).isEqualTo("hat");
    }

    @Test
    void a_sentence_may_be_about_nothing() {
        assertThat(subject("Why/WRB not/RB ?/.")).isEmpty();
    }

    private static String subject(String tagged) {
        var tokens = new ArrayList<Token>();
        var tags = new ArrayList<String>();
        for (String word : tagged.split(" ")) {
            int slash = word.lastIndexOf('/');
            String text = word.substring(0, slash);
            tokens.add(new Token(text, text.toLowerCase(Locale.ROOT), 0, text.length(), false));
            tags.add(word.substring(slash + 1));
        }
        var head = Subjects.head(new Sentence(List.copyOf(tokens)), tags);
        return head.isPresent() ? tokens.get(head.getAsInt()).text() : "";
    }
}
