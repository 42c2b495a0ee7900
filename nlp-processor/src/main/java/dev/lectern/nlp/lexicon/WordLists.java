package dev.lectern.nlp.lexicon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The curated lists: which categories a word is on, in any of its inflected forms. */
public final class WordLists {

    private static final String RESOURCE = "/dev/lectern/nlp/words.txt";

    private final Map<String, Long> categories = new HashMap<>();

    public WordLists() {
        long category = 0;
        for (String line : read(RESOURCE)) {
            if (line.startsWith("[")) {
                category = Category.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT)).bit();
            } else if (!line.startsWith("#")) {
                for (String word : line.split("\\s+")) {
                    categories.merge(word, category, (a, b) -> a | b);
                }
            }
        }
    }

    /** One bit per {@link Category}, by {@link #has}. */
    public long of(String lower) {
        Long exact = categories.get(lower);
        if (exact != null) {
            return exact;
        }
        long hyphenated = ofHyphenated(lower);
        if (hyphenated != 0) {
            return hyphenated;
        }
        for (String base : BaseForms.of(lower)) {
            Long found = categories.get(base);
            if (found != null) {
                return found;
            }
        }
        return 0;
    }

    /** Red-faced, half-open, moss-grown: what its parts are. */
    private long ofHyphenated(String lower) {
        int hyphen = lower.indexOf('-');
        if (hyphen <= 0 || hyphen == lower.length() - 1) {
            return 0;
        }
        long all = 0;
        for (String part : lower.split("-")) {
            all |= categories.getOrDefault(part, 0L);
        }
        return all;
    }

    public static boolean has(long categories, Category category) {
        return (categories & category.bit()) != 0;
    }

    private static List<String> read(String resource) {
        try (var in = WordLists.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
