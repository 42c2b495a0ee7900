package dev.lectern.nlp.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.nlp.extract.Extractor;
import dev.lectern.nlp.extract.Mode;
import dev.lectern.nlp.extract.Passage;
import dev.lectern.nlp.extract.Weights;
import dev.lectern.nlp.voice.Voices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The measures themselves, and how good the shipped weights are where the labelled paragraphs are at hand. */
class QualityTest {

    @Test
    void average_precision_ranks_by_the_most_confident_passage_and_ties_share_a_threshold() {
        var paragraphs = List.of(paragraph("a", "y"), paragraph("b", "n"), paragraph("c", "y"), paragraph("d", "n"));
        var found = Map.of("a", List.of(passage(0.9)), "b", List.of(passage(0.5)), "c", List.of(passage(0.5)));

        var quality = Quality.of(paragraphs, found);

        assertThat(quality.averagePrecision()).isEqualTo(0.5 * 1 + 0.5 * 2 / 3, within(1e-9));
        assertThat(quality.precision()).isEqualTo(2.0 / 3, within(1e-9));
        assertThat(quality.recall()).isEqualTo(1);
        assertThat(quality.type()).isEqualTo(1);
    }

    /** Not a measure of quality on new books (that is what cross-validation prints): it tells when weights and features no longer fit. */
    @Test
    void the_shipped_weights_fit_the_labelled_paragraphs() throws IOException {
        var gold = gold();
        assumeTrue(gold.isPresent(), "no labelled paragraphs beside the project");
        var paragraphs = LabelledParagraph.read(gold.orElseThrow());
        var extractor = new Extractor(Voices.load(), Weights.shipped());
        var found = new HashMap<String, List<Passage>>();
        paragraphs.forEach(p -> found.put(p.id(), extractor.extract(p.text(), "en", Mode.ADAPTIVE).passages()));

        var quality = Quality.of(paragraphs, found);

        assertThat(quality.averagePrecision()).as(quality.toString()).isGreaterThan(0.88);
        assertThat(quality.f1()).as(quality.toString()).isGreaterThan(0.82);
        assertThat(quality.type()).as(quality.toString()).isGreaterThan(0.72);
        assertThat(quality.span()).as(quality.toString()).isGreaterThan(0.90);
        assertThat(quality.strong()).as(quality.toString()).isGreaterThanOrEqualTo(40);
    }

    private static Optional<Path> gold() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/nlp/gold.jsonl")).filter(Files::exists).findFirst();
    }

    private static LabelledParagraph paragraph(String id, String verdict) {
        return new LabelledParagraph(id, "book", 1, verdict, List.of("location"), List.of("location"), List.of(List.of(0, 10)), "text");
    }

    private static Passage passage(double confidence) {
        return new Passage(DescriptionType.LOCATION, 0, 10, confidence, 50, List.of(), List.of());
    }
}
