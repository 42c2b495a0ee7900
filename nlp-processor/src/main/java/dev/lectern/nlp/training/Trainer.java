package dev.lectern.nlp.training;

import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.nlp.extract.Extractor;
import dev.lectern.nlp.extract.Mode;
import dev.lectern.nlp.extract.PassageFinder;
import dev.lectern.nlp.extract.Stretch;
import dev.lectern.nlp.extract.TypeEvidence;
import dev.lectern.nlp.extract.Weights;
import dev.lectern.nlp.text.Segmenter;
import dev.lectern.nlp.voice.Linear;
import dev.lectern.nlp.voice.Voices;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Learns weights from labelled paragraphs. The same paragraphs in the same order give the same weights. */
public final class Trainer {

    private static final List<Mode> MODES = List.of(Mode.SINGLE, Mode.PARALLEL, Mode.SEQUENTIAL, Mode.ENSEMBLE);
    private static final List<DescriptionType> TYPES = List.of(DescriptionType.LOCATION, DescriptionType.CHARACTER,
            DescriptionType.OBJECT, DescriptionType.ATMOSPHERE);
    private static final double TYPE_RIDGE = 10;
    private static final double CONFIDENCE_RIDGE = 3;
    /** A type that a judge named beside the main one. */
    private static final double SECONDARY = 0.35;

    private final Voices voices;
    private final Scorers scorers;
    private final Choice choice;
    private final Segmenter segmenter = new Segmenter();

    Trainer(Voices voices, Scorers scorers, Choice choice) {
        this.voices = voices;
        this.scorers = scorers;
        this.choice = choice;
    }

    /**
     * Confidence is learned from passages in books whose sentences were not learned from, or it would be overconfident.
     */
    public Weights train(List<LabelledParagraph> paragraphs) {
        var all = scorers.of(paragraphs, choice.ridge());
        var types = types(paragraphs);
        var confidence = new EnumMap<Mode, Linear>(Mode.class);
        var held = new LinkedHashMap<String, Map<String, Linear>>();
        paragraphs.stream().map(LabelledParagraph::book).distinct().sorted()
                .forEach(book -> held.put(book, scorers.of(paragraphs.stream().filter(p -> !p.book().equals(book)).toList(), choice.ridge())));
        for (Mode mode : MODES) {
            confidence.put(mode, confidence(paragraphs, held, types, mode));
        }
        return new Weights(all, types, confidence, choice.tuning());
    }

    /** From the passages as the judges saw them. */
    Map<DescriptionType, Linear> types(List<LabelledParagraph> paragraphs) {
        var evidence = new TypeEvidence(voices.lists(), voices.wordNet());
        var tagger = voices.tagger(Voices.CORE_NLP);
        var rows = new ArrayList<double[]>();
        var targets = new ArrayList<double[]>();
        for (var labelled : paragraphs) {
            var seen = segmenter.paragraphs(labelled.text()).stream().flatMap(p -> p.sentences().stream())
                    .filter(s -> labelled.isDescriptive(s.start(), s.end())).toList();
            if (!seen.isEmpty()) {
                rows.add(evidence.of(seen, seen.stream().map(tagger::tags).toList(), seen.stream().map(voices.names()::names).toList()));
                targets.add(TYPES.stream().mapToDouble(type -> share(labelled, type)).toArray());
            }
        }
        var types = TypeEvidence.prior();
        types.putAll(new MultinomialRegression(TypeEvidence.FEATURES, TYPE_RIDGE).fit(rows, targets, TYPES, types));
        return types;
    }

    private static double share(LabelledParagraph labelled, DescriptionType type) {
        String name = type.name().toLowerCase(Locale.ROOT);
        return labelled.mainTypes().contains(name) ? 1 : labelled.types().contains(name) ? SECONDARY : 0;
    }

    private Linear confidence(List<LabelledParagraph> paragraphs, Map<String, Map<String, Linear>> held,
                              Map<DescriptionType, Linear> types, Mode mode) {
        var rows = new ArrayList<double[]>();
        var targets = new ArrayList<Double>();
        var weights = new ArrayList<Double>();
        held.forEach((book, others) -> {
            var flat = new EnumMap<Mode, Linear>(Map.of(mode, new Linear(0, Map.of())));
            var extractor = new Extractor(voices, new Weights(others, types, flat, choice.tuning()));
            paragraphs.stream().filter(p -> p.book().equals(book)).forEach(labelled -> {
                for (Stretch stretch : extractor.stretches(labelled.text(), mode)) {
                    rows.add(stretch.evidence());
                    targets.add(labelled.descriptiveShare(stretch.start(), stretch.end()));
                    weights.add(labelled.weight());
                }
            });
        });
        return new LogisticRegression(PassageFinder.EVIDENCE, CONFIDENCE_RIDGE)
                .fit(rows.toArray(double[][]::new), array(targets), array(weights));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
