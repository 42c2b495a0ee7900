package dev.lectern.contracts.nlp;

/** Versions of the passage extractor. Results of another version are another analysis of the same text. */
public final class Extractors {

    /** What the NLP processor of this release is, and what the command side asks for. */
    public static final String CURRENT = "lectern-2";

    private Extractors() {
    }
}
