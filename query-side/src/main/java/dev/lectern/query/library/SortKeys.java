package dev.lectern.query.library;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as it is sorted and looked for: lower case, without accents, the same in every locale of the database. */
final class SortKeys {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern LEADING = Pattern.compile("^[^\\p{L}\\p{N}]*(?:(?:the|an|a)\\s+)?");
    /** An index entry has to fit into a page. */
    private static final int LONGEST = 300;

    private SortKeys() {
    }

    static String of(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("").toLowerCase(Locale.ROOT);
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }

    /** Without a leading article, as libraries sort. */
    static String ofTitle(String title) {
        var key = of(title);
        var rest = LEADING.matcher(key).replaceFirst("");
        return rest.isEmpty() ? key : rest;
    }
}
