package dev.lectern.nlp.training;

import dev.lectern.nlp.text.Paragraph;
import dev.lectern.nlp.text.Segmenter;
import dev.lectern.nlp.text.Sentence;
import dev.lectern.nlp.text.Token;
import dev.lectern.nlp.voice.Linear;
import dev.lectern.nlp.voice.SentenceFeatures;
import dev.lectern.nlp.voice.Voices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Learns each voice's weights for sentences. What was learned from the same books is remembered: nested validation asks often. */
final class Scorers {

    private static final List<String> VOICES = List.of(Voices.LEXICON, Voices.CORE_NLP, Voices.OPEN_NLP);
    /** A sentence counts by its words, up to so many: "They all looked." teaches little. */
    private static final int MOST_WORDS = 25;

    private final Voices voices;
    private final int[] kept;
    private final Map<String, Map<String, List<Row>>> rows = new HashMap<>();
    private final Map<Learned, Map<String, Linear>> learned = new HashMap<>();
    private final Segmenter segmenter = new Segmenter();

    private record Row(double[] features, double target, double weight) {
    }

    private record Learned(Set<String> books, double ridge) {
    }

    /** @param features the names of those to learn from; the others get no weight */
    Scorers(Voices voices, Predicate<String> features) {
        this.voices = voices;
        this.kept = IntStream.range(0, SentenceFeatures.FEATURES.size())
                .filter(i -> features.test(SentenceFeatures.FEATURES.get(i))).toArray();
    }

    /** @param paragraphs all that there are of their books */
    Map<String, Linear> of(List<LabelledParagraph> paragraphs, double ridge) {
        var books = paragraphs.stream().map(LabelledParagraph::book).collect(Collectors.toSet());
        var key = new Learned(books, ridge);
        var known = learned.get(key);
        if (known == null) {
            known = learn(paragraphs, ridge);
            learned.put(key, known);
        }
        return known;
    }

    private Map<String, Linear> learn(List<LabelledParagraph> paragraphs, double ridge) {
        var names = IntStream.of(kept).mapToObj(SentenceFeatures.FEATURES::get).toList();
        var scorers = new LinkedHashMap<String, Linear>();
        for (String voice : VOICES) {
            var all = paragraphs.stream().flatMap(labelled -> rows(labelled).getOrDefault(voice, List.of()).stream()).toList();
            scorers.put(voice, new LogisticRegression(names, ridge).fit(all.stream().map(Row::features).toArray(double[][]::new),
                    all.stream().mapToDouble(Row::target).toArray(), all.stream().mapToDouble(Row::weight).toArray()));
        }
        return scorers;
    }

    private Map<String, List<Row>> rows(LabelledParagraph labelled) {
        return rows.computeIfAbsent(labelled.id(), id -> {
            var byVoice = new HashMap<String, List<Row>>();
            for (String name : VOICES) {
                var voice = voices.voice(name, new Linear(0, Map.of()));
                var found = new ArrayList<Row>();
                for (Paragraph paragraph : segmenter.paragraphs(labelled.text())) {
                    var vectors = voice.features(paragraph);
                    for (int i = 0; i < vectors.size(); i++) {
                        double[] vector = vectors.get(i);
                        Sentence sentence = paragraph.sentences().get(i);
                        found.add(new Row(Arrays.stream(kept).mapToDouble(k -> vector[k]).toArray(),
                                labelled.descriptiveShare(sentence.start(), sentence.end()), weight(labelled, sentence)));
                    }
                }
                byVoice.put(name, found);
            }
            return byVoice;
        });
    }

    /** The square root of the sampling weight: half-way between the sample and the books, steadier than either. */
    private static double weight(LabelledParagraph labelled, Sentence sentence) {
        long words = sentence.tokens().stream().filter(Token::isWord).count();
        return Math.sqrt(labelled.weight()) * Math.min(words, MOST_WORDS) / 15.0;
    }
}
