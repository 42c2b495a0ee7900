package dev.lectern.nlp.lexicon;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The synsets of one part of speech and what of their pointers tells kinds: wndb(5WN), wninput(5WN). */
final class Synsets {

    private static final int[] NONE = {};

    private final Map<Integer, int[]> up = new HashMap<>(1 << 17);
    private final Map<Integer, Long> atRoots;
    private final Map<Integer, Long> known = new HashMap<>();

    private Synsets(Map<Integer, Long> atRoots) {
        this.atRoots = atRoots;
    }

    /** @param atRoots categories by a synset's offset in {@code data.noun} */
    static Synsets of(String file, Map<Integer, Long> atRoots) {
        var synsets = new Synsets(atRoots);
        WordNetFiles.lines(file, line -> {
            if (!line.startsWith(" ")) {
                synsets.read(line);
            }
        });
        return synsets;
    }

    /** {@code offset lex_filenum ss_type w_cnt word lex_id [word lex_id…] p_cnt [symbol offset pos source/target…] | gloss}. */
    private void read(String line) {
        int gloss = line.indexOf(" | ");
        String[] fields = line.substring(0, gloss < 0 ? line.length() : gloss).split(" ");
        int pointers = 4 + 2 * Integer.parseInt(fields[3], 16);
        int count = Integer.parseInt(fields[pointers]);
        int[] found = new int[count];
        int n = 0;
        for (int i = 0; i < count; i++) {
            String symbol = fields[pointers + 1 + 4 * i];
            // hypernym, attribute, and the head that a satellite is similar to
            if (symbol.equals("@") || symbol.equals("=") || symbol.equals("&") && fields[2].equals("s")) {
                found[n++] = Integer.parseInt(fields[pointers + 2 + 4 * i]);
            }
        }
        if (n > 0) {
            up.put(Integer.parseInt(fields[0]), Arrays.copyOf(found, n));
        }
    }

    /** Of a noun: its own categories and those of everything it is a kind of. */
    long inherited(int synset) {
        Long found = known.get(synset);
        if (found == null) {
            long all = atRoots.getOrDefault(synset, 0L);
            for (int above : up.getOrDefault(synset, NONE)) {
                all |= inherited(above);
            }
            found = all;
            known.put(synset, found);
        }
        return found;
    }

    /** Of an adjective: those of the attribute that it, or the adjective it is similar to, is a value of. */
    long valued(int synset) {
        long all = 0;
        for (int above : up.getOrDefault(synset, NONE)) {
            all |= atRoots.getOrDefault(above, 0L);
            for (int attribute : up.getOrDefault(above, NONE)) {
                all |= atRoots.getOrDefault(attribute, 0L);
            }
        }
        return all;
    }
}
