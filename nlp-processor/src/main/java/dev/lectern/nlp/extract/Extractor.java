package dev.lectern.nlp.extract;

import dev.lectern.nlp.text.English;
import dev.lectern.nlp.text.Paragraph;
import dev.lectern.nlp.text.Segmenter;
import dev.lectern.nlp.voice.Linear;
import dev.lectern.nlp.voice.NameRecogniser;
import dev.lectern.nlp.voice.Voices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the descriptive passages of a text. The same text gives the same passages; all threads may share one. */
public final class Extractor {

    private final Segmenter segmenter = new Segmenter();
    private final Weights weights;
    private final PassageFinder finder;
    private final Listening listening;
    private final Entities entities;
    private final Typing typing;
    private final NameRecogniser names;

    public Extractor(Voices voices, Weights weights) {
        this.weights = weights;
        this.finder = new PassageFinder(weights.tuning());
        this.listening = new Listening(voices.voice(Voices.LEXICON, weights.voice(Voices.LEXICON)),
                voices.voice(Voices.CORE_NLP, weights.voice(Voices.CORE_NLP)),
                voices.voice(Voices.OPEN_NLP, weights.voice(Voices.OPEN_NLP)), finder);
        this.entities = new Entities(voices.lists(), voices.wordNet());
        this.typing = new Typing(new TypeEvidence(voices.lists(), voices.wordNet()), weights.types());
        this.names = voices.names();
    }

    /**
     * @param language BCP 47, {@code und} if nobody knows; what is not English gives no passages rather than wrong ones
     */
    public Extraction extract(String text, String language, Mode mode) {
        return extract(text, language, mode, () -> { });
    }

    /** @param paragraphDone is called after each paragraph; what it throws ends the extraction */
    public Extraction extract(String text, String language, Mode mode, Runnable paragraphDone) {
        if (!isEnglish(language) && !isUnknown(language)) {
            return nothing(0, "Passages are found in English texts only; this one is in '" + language + "'.");
        }
        var paragraphs = segmenter.paragraphs(text);
        int tokens = paragraphs.stream().mapToInt(Paragraph::tokens).sum();
        if (!English.mayBe(paragraphs)) {
            return nothing(tokens, "Passages are found in English texts only; this one does not read like English.");
        }
        Mode resolved = Listening.resolve(mode, paragraphs);
        var passages = new ArrayList<Passage>();
        for (Paragraph paragraph : paragraphs) {
            listening.hear(paragraph, resolved).stream()
                    .flatMap(hearing -> finder.stretches(hearing).stream())
                    .forEach(stretch -> {
                        double confidence = confidence(stretch.evidence(), resolved);
                        if (confidence >= weights.tuning().least()) {
                            passages.add(passage(stretch, confidence, confidence(stretch.core(), resolved)));
                        }
                    });
            paragraphDone.run();
        }
        return new Extraction(List.copyOf(passages), tokens, Optional.empty());
    }

    private static Extraction nothing(int tokens, String note) {
        return new Extraction(List.of(), tokens, Optional.of(note));
    }

    /** The stretches that {@link #extract} decides about, for training. */
    public List<Stretch> stretches(String text, Mode mode) {
        var paragraphs = segmenter.paragraphs(text);
        Mode resolved = Listening.resolve(mode, paragraphs);
        return paragraphs.stream().flatMap(p -> listening.hear(p, resolved).stream())
                .flatMap(hearing -> finder.stretches(hearing).stream()).toList();
    }

    static boolean isEnglish(String language) {
        return language.equals("en") || language.startsWith("en-") || language.startsWith("en_");
    }

    private static boolean isUnknown(String language) {
        return language.isBlank() || language.equals("und");
    }

    private double confidence(double[] evidence, Mode mode) {
        Linear linear = weights.confidence(mode);
        return Linear.probability(Linear.sum(linear.bias(), linear.inOrder(PassageFinder.EVIDENCE), evidence));
    }

    /** @param core how sure it would be of the passage's own sentences */
    private Passage passage(Stretch stretch, double confidence, double core) {
        var named = names(stretch);
        var found = entities.in(stretch, named);
        return new Passage(typing.of(stretch, named), stretch.start(), stretch.end(), Math.round(confidence * 1000) / 1000.0,
                Priorities.of(core, weights.tuning().strong(), stretch, found), found, stretch.voices());
    }

    /** Names cost as much as tags: only passages are asked for them, and only sentences with a capital within. */
    private List<List<String>> names(Stretch stretch) {
        var all = new ArrayList<List<String>>();
        for (int i = 0; i < stretch.around().size(); i++) {
            var sentence = stretch.around().get(i);
            boolean mayName = !stretch.tags().get(i).isEmpty()
                    && sentence.tokens().stream().skip(1).anyMatch(token -> token.isCapitalised() && token.text().length() > 1);
            all.add(mayName ? names.names(sentence) : List.of());
        }
        return all;
    }
}
