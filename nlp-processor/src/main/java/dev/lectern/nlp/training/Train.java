package dev.lectern.nlp.training;

import dev.lectern.contracts.json.LecternJson;
import dev.lectern.nlp.extract.Mode;
import dev.lectern.nlp.text.Sentence;
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

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("usage: Train LABELLED.jsonl WEIGHTS.json [--ablation]");
            System.exit(2);
        }
        var paragraphs = LabelledParagraph.read(Path.of(arguments[0]));
        var voices = Voices.load().with(Train::remembering);
        System.out.println("Leaving one book out, by mode:");
        CrossValidation.passages(voices, paragraphs, List.of(Mode.values()), feature -> true)
                .forEach((mode, found) -> System.out.printf("%-11s %s%n", mode, Quality.of(paragraphs, found)));
        if (List.of(arguments).contains("--ablation")) {
            ablate(voices, paragraphs);
        }
        var weights = new Trainer(voices, feature -> true).train(paragraphs);
        Files.writeString(Path.of(arguments[1]), LecternJson.MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(weights) + "\n");
    }

    private static void ablate(Voices voices, List<LabelledParagraph> paragraphs) {
        System.out.println("Adaptive mode without a group of features:");
        SentenceFeatures.FEATURES.stream().map(name -> name.substring(0, name.indexOf('.'))).distinct().forEach(group -> {
            var found = CrossValidation.passages(voices, paragraphs, List.of(Mode.ADAPTIVE), name -> !name.startsWith(group + "."));
            System.out.printf("%-11s %s%n", group, Quality.of(paragraphs, found.getOrDefault(Mode.ADAPTIVE, Map.of())));
        });
    }

    /** The same sentences are read over and over. */
    private static Tagger remembering(Tagger tagger) {
        var known = new ConcurrentHashMap<Sentence, List<String>>();
        return sentence -> known.computeIfAbsent(sentence, tagger::tags);
    }

    private Train() {
    }
}
