package dev.lectern.nlp.lexicon;

import java.util.ArrayList;
import java.util.List;

/** Regular English inflection, undone: what a form may be a form of, likeliest first. */
final class BaseForms {

    static List<String> of(String word) {
        var bases = new ArrayList<String>(4);
        int n = word.length();
        if (n > 4 && word.endsWith("ies")) {
            bases.add(word.substring(0, n - 3) + "y");
        } else if (n > 4 && word.endsWith("ves")) {
            bases.add(word.substring(0, n - 3) + "f");
            bases.add(word.substring(0, n - 1));
        } else if (n > 3 && word.endsWith("es")) {
            bases.add(word.substring(0, n - 1));
            bases.add(word.substring(0, n - 2));
        } else if (n > 3 && word.endsWith("s") && !word.endsWith("ss")) {
            bases.add(word.substring(0, n - 1));
        } else if (n > 4 && word.endsWith("ied")) {
            bases.add(word.substring(0, n - 3) + "y");
        } else if (n > 4 && word.endsWith("ed")) {
            stem(word.substring(0, n - 2), bases);
        } else if (n > 5 && word.endsWith("ing")) {
            stem(word.substring(0, n - 3), bases);
        } else if (n > 4 && word.endsWith("ly")) {
            bases.add(word.substring(0, n - 2));
            bases.add(word.substring(0, n - 1) + "e");
        } else if (n > 5 && word.endsWith("ier")) {
            bases.add(word.substring(0, n - 3) + "y");
        } else if (n > 4 && word.endsWith("er")) {
            stem(word.substring(0, n - 2), bases);
        } else if (n > 5 && word.endsWith("est")) {
            stem(word.substring(0, n - 3), bases);
        }
        return bases;
    }

    private static void stem(String stem, List<String> bases) {
        bases.add(stem);
        bases.add(stem + "e");
        int n = stem.length();
        if (n > 2 && stem.charAt(n - 1) == stem.charAt(n - 2)) {
            bases.add(stem.substring(0, n - 1));
        }
    }

    private BaseForms() {
    }
}
