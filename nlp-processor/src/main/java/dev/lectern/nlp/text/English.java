package dev.lectern.nlp.text;

import java.util.List;
import java.util.Set;

/** Tells English from what only says that it is: books are tagged wrongly, and a line for the command line has no tag. */
public final class English {

    /** Of fewer words nothing can be said. */
    private static final int ENOUGH = 20;
    /** In English prose these words are four in ten; in French, German, Spanish or Latin fewer than one. */
    private static final double LEAST_SHARE = 0.15;
    private static final Set<String> COMMON = Set.of("the", "of", "and", "to", "a", "in", "that", "it", "was", "were", "he", "she", "his", "her",
            "they", "their", "with", "as", "for", "had", "have", "at", "on", "by", "not", "be", "is", "are", "from", "but", "which", "you", "this",
            "my", "we", "all", "there", "been", "who", "would", "an", "i", "me", "him", "them", "so", "if", "or", "no", "what", "when", "up", "out");

    /** Whether it may be: short texts may. */
    public static boolean mayBe(List<Paragraph> paragraphs) {
        long words = 0;
        long common = 0;
        for (Paragraph paragraph : paragraphs) {
            for (Sentence sentence : paragraph.sentences()) {
                for (Token token : sentence.tokens()) {
                    words += token.isWord() ? 1 : 0;
                    common += COMMON.contains(token.lower()) ? 1 : 0;
                }
            }
        }
        return words < ENOUGH || common >= LEAST_SHARE * words;
    }

    private English() {
    }
}
