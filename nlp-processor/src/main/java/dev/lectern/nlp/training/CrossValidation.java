package dev.lectern.nlp.training;

import dev.lectern.nlp.extract.Extractor;
import dev.lectern.nlp.extract.Mode;
import dev.lectern.nlp.extract.Passage;
import dev.lectern.nlp.extract.Weights;
import dev.lectern.nlp.voice.Voices;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Measures by leaving one book out: what is learned from the others, confidence included, reads it for the first time. */
public final class CrossValidation {

    /** The passages of every paragraph as found by an extractor that has not seen its book, by mode and paragraph id. */
    public static Map<Mode, Map<String, List<Passage>>> passages(Voices voices, List<LabelledParagraph> paragraphs,
                                                                 List<Mode> modes, Function<List<LabelledParagraph>, Weights> training) {
        var found = new EnumMap<Mode, Map<String, List<Passage>>>(Mode.class);
        modes.forEach(mode -> found.put(mode, new HashMap<>()));
        paragraphs.stream().map(LabelledParagraph::book).distinct().sorted().forEach(book -> {
            var others = paragraphs.stream().filter(p -> !p.book().equals(book)).toList();
            var extractor = new Extractor(voices, training.apply(others));
            paragraphs.stream().filter(p -> p.book().equals(book)).forEach(p -> found.forEach(
                    (mode, byId) -> byId.put(p.id(), extractor.extract(p.text(), "en", mode).passages())));
        });
        return found;
    }

    private CrossValidation() {
    }
}
