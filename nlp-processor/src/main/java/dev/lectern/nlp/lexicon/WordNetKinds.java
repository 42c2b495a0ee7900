package dev.lectern.nlp.lexicon;

import java.util.HashMap;
import java.util.Map;

/**
 * The categories of words that no list has, by what WordNet says they are: a noun by what it is a kind of, an adjective by
 * what it is a value of, each in its most frequent sense. The categories' roots are in {@code kinds.txt}; the formats of
 * WordNet's files are in senseidx(5WN), wndb(5WN) and wninput(5WN).
 */
public final class WordNetKinds {

    /** Shorter words are function words, or forms of them, that happen to name something: "has", "am". */
    private static final int SHORTEST = 4;

    private final Map<String, Long> categories = new HashMap<>();

    public WordNetKinds() {
        var roots = CategoryFile.read("kinds.txt");
        var meanings = new HashMap<String, Meaning>(1 << 17);
        var atRoots = new HashMap<Integer, Long>();
        WordNetFiles.lines("index.sense", line -> readSense(line, meanings, roots, atRoots));
        var nouns = Synsets.of("data.noun", atRoots);
        var adjectives = Synsets.of("data.adj", atRoots);
        meanings.forEach((word, meaning) -> {
            long found = meaning.isNoun() ? nouns.inherited(meaning.noun) : meaning.isAdjective() ? adjectives.valued(meaning.adjective) : 0;
            if (found != 0) {
                categories.put(word, found);
            }
        });
        // "sang" is ginseng and "stole" a shawl to WordNet; to a novel hardly ever
        WordNetFiles.lines("verb.exc", line -> categories.remove(line.substring(0, line.indexOf(' '))));
    }

    /** One bit per {@link Category}; 0 if WordNet doesn't know the word, or as nothing of these kinds. */
    long of(String lower) {
        if (lower.length() < SHORTEST) {
            return 0;
        }
        Long exact = categories.get(lower);
        if (exact != null) {
            return exact;
        }
        for (String base : BaseForms.of(lower)) {
            Long found = base.length() < SHORTEST ? null : categories.get(base);
            if (found != null) {
                return found;
            }
        }
        return 0;
    }

    /** {@code lemma%ss_type:lex_filenum:lex_id:head:head_id offset sense_number tag_count}. */
    private static void readSense(String line, Map<String, Meaning> meanings, Map<String, Long> roots, Map<Integer, Long> atRoots) {
        String[] fields = line.split(" ");
        int percent = fields[0].indexOf('%');
        int synset = Integer.parseInt(fields[1]);
        Long root = roots.get(fields[0]);
        if (root != null) {
            atRoots.merge(synset, root, (a, b) -> a | b);
        }
        if (fields[0].lastIndexOf('_', percent) < 0) {
            meanings.computeIfAbsent(fields[0].substring(0, percent), word -> new Meaning())
                    .add(fields[0].charAt(percent + 1), synset, fields[2].equals("1"), Integer.parseInt(fields[3]));
        }
    }

    /** How often a word was met as which part of speech, and its first sense as each. */
    private static final class Meaning {
        private int noun = -1;
        private int adjective = -1;
        private int asNoun;
        private int asVerb;
        private int asAdjective;

        void add(char kind, int synset, boolean first, int count) {
            switch (kind) {
                case '1' -> {
                    noun = first ? synset : noun;
                    asNoun += count;
                }
                case '2' -> asVerb += count;
                case '3', '5' -> {
                    adjective = first ? synset : adjective;
                    asAdjective += count;
                }
                default -> { }
            }
        }

        boolean isNoun() {
            return noun >= 0 && asNoun >= asVerb && asNoun >= asAdjective;
        }

        boolean isAdjective() {
            return adjective >= 0 && asAdjective >= asVerb && asAdjective >= asNoun;
        }
    }
}
