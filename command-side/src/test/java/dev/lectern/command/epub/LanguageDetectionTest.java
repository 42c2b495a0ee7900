package dev.lectern.command.epub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a book says of its language holds, unless its text plainly says otherwise. */
class LanguageDetectionTest {

    private static final String FRENCH = "Le vieux marin regardait la mer sans rien dire, et les enfants du village, assis sur le quai, "
            + "attendaient qu'il raconte enfin comment son navire avait disparu dans la tempête. Il faisait froid, le vent se levait, "
            + "mais personne ne voulait rentrer à la maison avant d'avoir entendu toute l'histoire. ";
    private static final String ENGLISH = "The old sailor looked at the sea and said nothing, and the children of the village, who sat on "
            + "the quay, waited for him to tell at last how his ship had been lost in the storm. It was cold and the wind was rising, "
            + "but nobody wanted to go home before the whole story had been told. ";
    private static final String CHINESE = "老水手望着大海一言不发，村里的孩子们坐在码头上，等着他讲述他的船是怎样在暴风雨中失踪的。";
    private static final String JAPANESE = "老いた船乗りは何も言わずに海を見ていた。村の子どもたちは波止場に座って話を待っていた。";
    private static final String HEBREW = "המלח הזקן הביט בים ולא אמר דבר, וילדי הכפר ישבו על הרציף וחיכו שיספר איך אבדה ספינתו בסערה. ";
    private static final String RUSSIAN = "Старый моряк смотрел на море и ничего не говорил, а дети сидели на причале и ждали, когда же он "
            + "расскажет, как его корабль погиб во время бури. Было холодно, поднимался ветер, но никто не хотел идти домой. ";

    private final LanguageDetection detection = new LanguageDetection();

    private String language(String text, String... declared) {
        var samples = new TextSamples();
        for (int chapter = 0; chapter < 5; chapter++) {
            samples.add(text);
        }
        return detection.of(samples, List.of(declared));
    }

    @ParameterizedTest
    @CsvSource({"en-GB,en-GB", "en_us,en-US", "eng,en", "English,en", "EN,en"})
    void a_claim_that_fits_keeps_its_region(String declared, String language) {
        assertThat(language(ENGLISH.repeat(4), declared)).isEqualTo(language);
    }

    @Test
    void a_claim_that_the_text_contradicts_is_corrected() {
        assertThat(language(FRENCH.repeat(4), "en")).isEqualTo("fr");
        assertThat(language(ENGLISH.repeat(4), "fr-FR")).isEqualTo("en");
        assertThat(language(RUSSIAN.repeat(4), "en-US")).isEqualTo("ru");
        assertThat(language(CHINESE.repeat(20), "en")).isEqualTo("zh");
        assertThat(language(JAPANESE.repeat(20), "en")).isEqualTo("ja");
        assertThat(language(HEBREW.repeat(10), "en")).isEqualTo("he");
    }

    @Test
    void a_short_text_contradicts_nothing() {
        assertThat(language("Bonjour tout le monde, comment allez-vous ?", "en")).isEqualTo("en");
        assertThat(language("", "he")).isEqualTo("he");
    }

    @Test
    void a_mixed_text_contradicts_nothing() {
        var samples = new TextSamples();
        for (int chapter = 0; chapter < 4; chapter++) {
            samples.add(FRENCH.repeat(4));
            samples.add(ENGLISH.repeat(4));
        }
        assertThat(detection.of(samples, List.of("en"))).isEqualTo("en");
    }

    @Test
    void a_book_that_says_nothing_is_listened_to() {
        assertThat(language(ENGLISH.repeat(4))).isEqualTo("en");
        assertThat(language(FRENCH.repeat(4), "und")).isEqualTo("fr");
        assertThat(language("x", "nonsense here")).isEqualTo("und");
    }

    @Test
    void of_several_claims_the_text_chooses() {
        assertThat(language(FRENCH.repeat(4), "en-US", "fr-CA")).isEqualTo("fr-CA");
    }
}
