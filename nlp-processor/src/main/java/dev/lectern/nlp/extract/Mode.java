package dev.lectern.nlp.extract;

import java.util.Locale;

/** Which voices are asked, and how. */
public enum Mode {
    /** The lexicon alone. */
    SINGLE,
    /** Lexicon and CoreNLP, each over everything. */
    PARALLEL,
    /** CoreNLP only where the lexicon hears something. */
    SEQUENTIAL,
    /** A weighted vote of lexicon, CoreNLP and OpenNLP. */
    ENSEMBLE,
    /** One of the above by the text's length and share of speech. */
    ADAPTIVE;

    /** @throws IllegalArgumentException with a sentence that names the modes */
    public static Mode named(String name) {
        for (Mode mode : values()) {
            if (mode.name().equalsIgnoreCase(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("There is no mode '" + name + "': use single, parallel, sequential, ensemble or adaptive.");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
