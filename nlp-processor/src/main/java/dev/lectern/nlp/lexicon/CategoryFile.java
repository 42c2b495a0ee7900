package dev.lectern.nlp.lexicon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A file of categories: a line {@code [category]}, then what is of it; {@code #} begins a comment. */
final class CategoryFile {

    /** One bit per {@link Category}, of everything that is named. */
    static Map<String, Long> read(String name) {
        var categories = new HashMap<String, Long>();
        long category = 0;
        for (String line : text("/dev/lectern/nlp/" + name).lines().filter(line -> !line.isBlank()).toList()) {
            if (line.startsWith("[")) {
                category = Category.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT)).bit();
            } else if (!line.startsWith("#")) {
                for (String word : line.split("\\s+")) {
                    categories.merge(word, category, (a, b) -> a | b);
                }
            }
        }
        return categories;
    }

    private static String text(String resource) {
        try (var in = CategoryFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CategoryFile() {
    }
}
