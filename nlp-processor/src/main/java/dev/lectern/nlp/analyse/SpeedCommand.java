package dev.lectern.nlp.analyse;

import dev.lectern.nlp.extract.Extractor;
import dev.lectern.nlp.extract.Mode;
import dev.lectern.nlp.extract.Weights;
import dev.lectern.nlp.text.Paragraph;
import dev.lectern.nlp.text.Segmenter;
import dev.lectern.nlp.voice.Tagger;
import dev.lectern.nlp.voice.Voices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code SpeedCommand TEXT}: tokens a second on one thread in each mode, beside the bare tokeniser and tagger in the same run. */
public final class SpeedCommand {

    private static final int ROUNDS = 3;

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: SpeedCommand TEXT");
            System.exit(2);
        }
        String text = Files.readString(Path.of(arguments[0]));
        var voices = Voices.load();
        var extractor = new Extractor(voices, Weights.shipped());
        var segmenter = new Segmenter();
        int tokens = segmenter.paragraphs(text).stream().mapToInt(Paragraph::tokens).sum();
        extractor.extract(text, "en", Mode.ENSEMBLE);
        double limit = tokens / seconds(() -> tag(text, segmenter, voices.tagger(Voices.CORE_NLP)));
        System.out.printf("%-22s %,10.0f tokens/s%n", "tokeniser and tagger", limit);
        for (Mode mode : List.of(Mode.values())) {
            double speed = tokens / seconds(() -> extractor.extract(text, "en", mode));
            System.out.printf("%-22s %,10.0f tokens/s  %.2f of that%n", mode, speed, speed / limit);
        }
    }

    private static void tag(String text, Segmenter segmenter, Tagger tagger) {
        segmenter.paragraphs(text).forEach(paragraph -> paragraph.sentences().forEach(tagger::tags));
    }

    /** The fastest of some rounds: what else the machine does can only slow it down. */
    private static double seconds(Runnable work) {
        return Stream.generate(() -> {
            long start = System.nanoTime();
            work.run();
            return (System.nanoTime() - start) / 1e9;
        }).limit(ROUNDS).min(Double::compare).orElseThrow();
    }

    private SpeedCommand() {
    }
}
