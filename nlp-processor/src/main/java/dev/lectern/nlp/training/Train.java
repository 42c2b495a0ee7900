package dev.lectern.nlp.training;

import dev.lectern.contracts.json.LecternJson;
import dev.lectern.nlp.extract.Mode;
import dev.lectern.nlp.extract.Passage;
import dev.lectern.nlp.text.Sentence;
import dev.lectern.nlp.voice.NameRecogniser;
import dev.lectern.nlp.voice.SentenceFeatures;
import dev.lectern.nlp.voice.Tagger;
import dev.lectern.nlp.voice.Voices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.SerializationFeature;

/** {@code Train LABELLED.jsonl WEIGHTS.json}: cross-validates by book, prints what was measured, learns from all, writes the weights. */
public final class Train {

    private static final Mode CHOSEN_IN = Mode.ENSEMBLE;

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("usage: Train LABELLED.jsonl WEIGHTS.json [--ablation]");
            System.exit(2);
        }
        var paragraphs = LabelledParagraph.read(Path.of(arguments[0]));
        var voices = Voices.load().with(Train::remembering, Train::remembering);
        System.out.println("Leaving one book out of everything, the choices included, by mode:");
        nested(voices, paragraphs)
                .forEach((mode, found) -> System.out.printf("%-11s %s%n", mode, Quality.of(paragraphs, found)));
        var scorers = new Scorers(voices, feature -> true);
        var choice = new Choosing(voices, scorers, CHOSEN_IN).among(paragraphs);
        System.out.println("Chosen from all: " + choice);
        if (List.of(arguments).contains("--ablation")) {
            ablate(voices, paragraphs, choice);
        }
        Files.writeString(Path.of(arguments[1]), LecternJson.MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(new Trainer(voices, scorers, choice).train(paragraphs)) + "\n");
    }

    private static Map<Mode, Map<String, List<Passage>>> nested(Voices voices, List<LabelledParagraph> paragraphs) {
        var scorers = new Scorers(voices, feature -> true);
        return CrossValidation.passages(voices, paragraphs, List.of(Mode.values()), others -> {
            var choice = new Choosing(voices, scorers, CHOSEN_IN).among(others);
            System.out.println("  " + choice);
            return new Trainer(voices, scorers, choice).train(others);
        });
    }

    /** To be compared with each other only: the choices were made from all paragraphs. */
    private static void ablate(Voices voices, List<LabelledParagraph> paragraphs, Choice choice) {
        System.out.println("With these choices, leaving one book out, without a group of features:");
        ablate(voices, paragraphs, choice, "none");
        SentenceFeatures.FEATURES.stream().map(name -> name.substring(0, name.indexOf('.'))).distinct()
                .forEach(group -> ablate(voices, paragraphs, choice, group));
    }

    private static void ablate(Voices voices, List<LabelledParagraph> paragraphs, Choice choice, String group) {
        var scorers = new Scorers(voices, name -> !name.startsWith(group + "."));
        var found = CrossValidation.passages(voices, paragraphs, List.of(CHOSEN_IN),
                others -> new Trainer(voices, scorers, choice).train(others));
        System.out.printf("%-11s %s%n", group, Quality.of(paragraphs, found.getOrDefault(CHOSEN_IN, Map.of())));
    }

    /** The same sentences are read over and over. */
    private static Tagger remembering(Tagger tagger) {
        var known = new ConcurrentHashMap<Sentence, List<String>>();
        return sentence -> known.computeIfAbsent(sentence, tagger::tags);
    }

    private static NameRecogniser remembering(NameRecogniser recogniser) {
        var known = new ConcurrentHashMap<Sentence, List<String>>();
        return sentence -> known.computeIfAbsent(sentence, recogniser::names);
    }

    private Train() {
    }
}
