package dev.lectern.nlp.lexicon;

import dev.lectern.nlp.text.Token;
import java.util.Map;

/** Which categories a word is of, in any of its inflected forms: by the curated lists, or else by WordNet. */
public final class WordLists {

    private final Map<String, Long> categories = CategoryFile.read("words.txt");
    private final WordNetKinds kinds;

    /** @param kinds is asked about words that are on no list */
    public WordLists(WordNetKinds kinds) {
        this.kinds = kinds;
    }

    /** One bit per {@link Category}, by {@link #has}. */
    public long of(Token token) {
        long listed = listed(token.lower());
        // what is capitalised may be a name: Cam and Tom are no gears and no cats
        return listed != 0 || token.isCapitalised() ? listed : kinds.of(token.lower());
    }

    private long listed(String lower) {
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
}
