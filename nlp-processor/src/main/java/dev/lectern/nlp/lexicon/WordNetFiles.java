package dev.lectern.nlp.lexicon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** WordNet 3.1's files, as its jar on the class path has them. */
final class WordNetFiles {

    private static final String DIRECTORY = "/net/sf/extjwnl/data/wordnet/wn31/";

    /** Gives every line of the file to the reader. */
    static void lines(String file, Consumer<String> reader) {
        try (var in = WordNetFiles.class.getResourceAsStream(DIRECTORY + file)) {
            if (in == null) {
                throw new IllegalStateException("WordNet's " + file + " is missing from the class path");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WordNetFiles() {
    }
}
