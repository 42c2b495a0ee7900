package dev.lectern.nlp.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.contracts.nlp.Entity;
import dev.lectern.nlp.voice.Voices;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found in small texts. */
class ExtractorTest {

    private static final String ROOM = "The kitchen was long and low, with a stone floor and a row of copper pans above the black iron stove. "
            + "A narrow window looked over the walled garden. Rain ran down the grey panes.";
    private static final String MAN = "He was a tall, lean man with a sunburnt face and a short grey beard. "
            + "His coat was torn at the shoulder, and his heavy boots were white with dust.";
    private static final String TALK = "“I don’t believe a word of it,” said Anna. “You promised to pay, and you will pay.”";
    private static final String THOUGHT = "I had often asked myself whether it would have been wiser to refuse, but reason never settled the question. "
            + "If I had known what I know now, I should have decided otherwise.";

    private static Extractor extractor;

    @BeforeAll
    static void load() {
        extractor = new Extractor(Voices.load(), Weights.shipped());
    }

    @Test
    void a_described_room_is_a_location_with_its_things() {
        var passages = extractor.extract(ROOM, "en", Mode.ADAPTIVE).passages();

        assertThat(passages).isNotEmpty();
        assertThat(passages.getFirst().type()).isEqualTo(DescriptionType.LOCATION);
        assertThat(passages.getFirst().entities()).extracting(Entity::text).anyMatch(text -> text.contains("kitchen"));
    }

    @Test
    void a_described_man_is_a_character() {
        assertThat(extractor.extract(MAN, "en", Mode.ADAPTIVE).passages()).extracting(Passage::type)
                .containsExactly(DescriptionType.CHARACTER);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void talk_and_thought_give_nothing(Mode mode) {
        assertThat(extractor.extract(TALK + "\n" + THOUGHT, "en", mode).passages()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void a_passage_is_one_to_five_whole_sentences_of_one_paragraph(Mode mode) {
        String text = chapter();

        var passages = extractor.extract(text, "en", mode).passages();

        assertThat(passages).isNotEmpty();
        int end = 0;
        for (var passage : passages) {
            String found = text.substring(passage.start(), passage.end());
            assertThat(passage.start()).as("passages don't overlap").isGreaterThanOrEqualTo(end);
            end = passage.end();
            assertThat(found).doesNotContain("\n").matches("(?s)[“A-Z].*[.!?”]");
            assertThat(found.split("(?<=[.!?])[”]? ").length).isBetween(1, 5);
            assertThat(passage.start() == 0 || Character.isWhitespace(text.charAt(passage.start() - 1))).isTrue();
            assertThat(passage.confidence()).isBetween(0.0, 1.0);
            assertThat(passage.priority()).isBetween(0, 100);
            assertThat(passage.entities()).allSatisfy(entity -> assertThat(entity.text()).isNotBlank());
        }
    }

    @Test
    void ten_descriptive_sentences_become_passages_of_at_most_five() {
        String text = (ROOM + " ").repeat(4).strip();

        assertThat(extractor.extract(text, "en", Mode.ENSEMBLE).passages()).hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(passage -> assertThat(text.substring(passage.start(), passage.end()).split("\\. ").length).isBetween(1, 5));
    }

    @Test
    void the_same_text_gives_the_same_passages_on_every_thread() {
        String text = chapter();
        var alone = extractor.extract(text, "en", Mode.ENSEMBLE);

        var together = Stream.generate(() -> CompletableFuture.supplyAsync(() -> extractor.extract(text, "en", Mode.ENSEMBLE)))
                .limit(4).toList();

        assertThat(together).allSatisfy(other -> assertThat(other.join()).isEqualTo(alone));
    }

    @Test
    void a_text_in_another_language_gives_nothing_and_says_why() {
        var extraction = extractor.extract("La cuisine était longue et basse, avec un sol de pierre.", "fr", Mode.ADAPTIVE);

        assertThat(extraction.passages()).isEmpty();
        assertThat(extraction.note()).hasValueSatisfying(note -> assertThat(note).contains("'fr'"));
    }

    @Test
    void a_text_that_only_says_it_is_english_gives_nothing_and_says_why() {
        var extraction = extractor.extract("Die Küche war lang und niedrig, mit einem steinernen Boden und einer Reihe kupferner Pfannen über "
                + "dem schwarzen Herd. Ein schmales Fenster sah auf den Garten hinter der Mauer.", "en", Mode.ADAPTIVE);

        assertThat(extraction.passages()).isEmpty();
        assertThat(extraction.note()).hasValueSatisfying(note -> assertThat(note).contains("does not read like English"));
    }

    @Test
    void a_text_whose_language_nobody_named_is_read_if_it_may_be_english() {
        assertThat(extractor.extract(ROOM, "und", Mode.ADAPTIVE)).isEqualTo(extractor.extract(ROOM, "en", Mode.ADAPTIVE));
        assertThat(extractor.extract("La cuisine était longue et basse, avec un sol de pierre et une rangée de casseroles de cuivre au-dessus du fourneau.",
                "und", Mode.ADAPTIVE).note()).isPresent();
    }

    @Test
    void what_bodies_do_is_action() {
        var passages = extractor.extract("The black horse reared, kicked and plunged, flung its rider into the mud, and bolted through the gate, "
                + "dragging the broken cart behind it.", "en", Mode.ENSEMBLE).passages();

        assertThat(passages).extracting(Passage::type).containsExactly(DescriptionType.ACTION);
    }

    @Test
    void offsets_count_as_java_does_also_beside_characters_of_two_units() {
        String text = "\uD83D\uDE00\uD83D\uDE00 “Hi \uD83D\uDE00,” she said. " + ROOM + " \uD835\uDC9C narrow path of white stones ran down to the sea.";

        assertThat(extractor.extract(text, "en", Mode.ADAPTIVE).passages()).isNotEmpty().allSatisfy(passage -> {
            assertThat(text.substring(passage.start(), passage.end())).doesNotContain("\uD83D").matches("(?s)[T\uD835].*\\.");
            assertThat(Character.isLowSurrogate(text.charAt(passage.start()))).isFalse();
        });
    }

    @Test
    void the_lexicon_alone_is_one_voice_and_an_ensemble_may_agree() {
        assertThat(extractor.extract(ROOM, "en", Mode.SINGLE).passages()).allSatisfy(p -> assertThat(p.voices()).containsExactly("lexicon"));
        assertThat(extractor.extract(ROOM, "en", Mode.ENSEMBLE).passages().getFirst().voices())
                .containsExactly("lexicon", "corenlp", "opennlp");
    }

    @Test
    void what_a_caller_throws_between_paragraphs_ends_the_extraction() {
        var stopped = new IllegalStateException("enough");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> extractor.extract(chapter(), "en", Mode.SINGLE, () -> {
            throw stopped;
        })).isSameAs(stopped);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void odd_texts_do_no_harm(Mode mode) {
        for (String odd : new String[]{"", "\n\n", "…", "“", "\uD83D\uDE00 \uD83D\uDE00", "\u0000\u2028x", "a".repeat(5000), "A. ".repeat(500)}) {
            var passages = extractor.extract(odd, "en", mode).passages();
            assertThat(passages).allSatisfy(passage -> assertThat(passage.end()).isBetween(passage.start() + 1, odd.length()));
        }
    }

    private static String chapter() {
        return String.join("\n", "Chapter One", TALK, ROOM, THOUGHT, TALK, MAN + " He said nothing.", THOUGHT + " " + ROOM,
                "“Look!” she cried. The sea was green and still, and a white ship lay at anchor beyond the reef, her sails hanging slack.");
    }
}
