package dev.lectern.nlp.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.nlp.AnalyseChapter;
import dev.lectern.contracts.nlp.AnalysisResult.DescriptionsExtracted;
import dev.lectern.contracts.nlp.Description;
import dev.lectern.contracts.nlp.Extractors;
import dev.lectern.nlp.extract.Extractor;
import dev.lectern.nlp.extract.Mode;
import dev.lectern.nlp.extract.Weights;
import dev.lectern.nlp.voice.Voices;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests answered by the extractor itself. */
class ChapterAnalysisTest {

    private static final String[] PARAGRAPHS = {
            "The kitchen was long and low, with a stone floor and a row of copper pans above the black iron stove. He had not slept. "
                    + "A narrow window looked over the walled garden.",
            "“I don’t believe a word of it,” said Anna. “You promised to pay, and you will pay.”",
            "He was a tall, lean man with a sunburnt face. It had never occurred to me to ask where he came from, and nobody would have told me. "
                    + "Rain ran down the grey panes, and somewhere a dog barked.",
            "I walked on until I came to the inn, where they gave me soup and a bed. In the morning the sea was green and still."};

    private static ChapterAnalysis analysis;

    @BeforeAll
    static void load() {
        analysis = new ChapterAnalysis(new Extractor(Voices.load(), Weights.shipped()), Mode.ADAPTIVE, new AnalysisMetrics(new SimpleMeterRegistry()));
    }

    @Test
    void the_sections_of_a_long_chapter_join_without_a_seam() {
        String chapter = (String.join("\n", PARAGRAPHS) + "\n").repeat(25);
        int cut = chapter.lastIndexOf('\n', chapter.length() - 300) + 1;

        var whole = found(request(chapter, "en", 1, 1, 0, chapter));
        var joined = new ArrayList<>(found(request(chapter, "en", 1, 2, 0, chapter.substring(0, cut))));
        joined.addAll(found(request(chapter, "en", 2, 2, cut, chapter.substring(cut))));

        assertThat(whole).isNotEmpty().allSatisfy(passage ->
                assertThat(passage.text()).isEqualTo(chapter.substring(passage.start(), passage.end())));
        assertThat(joined).isEqualTo(whole);
    }

    @Test
    void why_nothing_was_looked_for_goes_with_the_answer() {
        var french = (DescriptionsExtracted) analysis.of(request("La cuisine.", "fr", 1, 1, 0, "La cuisine."));
        var english = (DescriptionsExtracted) analysis.of(request("The kitchen.", "en", 1, 1, 0, "The kitchen."));

        assertThat(french.descriptions()).isEmpty();
        assertThat(french.note()).contains("'fr'");
        assertThat(english.note()).isNull();
    }

    private static List<Description> found(AnalyseChapter request) {
        return ((DescriptionsExtracted) analysis.of(request)).descriptions();
    }

    private static AnalyseChapter request(String chapter, String language, int section, int sections, int offset, String content) {
        return new AnalyseChapter(ContentHash.of(chapter), Extractors.CURRENT, language, section, sections, offset, content);
    }
}
