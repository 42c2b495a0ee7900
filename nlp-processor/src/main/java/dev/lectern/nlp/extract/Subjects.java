package dev.lectern.nlp.extract;

import dev.lectern.nlp.text.Sentence;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Finds what a sentence is about by a few rules over its tags: a parser would cost ten times the tagger. */
final class Subjects {

    private static final Set<String> FINITE = Set.of("VBD", "VBZ", "VBP", "MD");
    private static final Set<String> GOVERNING = Set.of("IN", "TO", "VBG", "VBN");
    private static final Set<String> PRONOUNS = Set.of("he", "she", "it", "they");

    /**
     * The head of the first noun phrase that nothing before the verb governs: "at the foot of a pine a <em>skeleton</em> lay",
     * "there in the light was the <em>machine</em>"; or a pronoun.
     *
     * @param tags Penn Treebank tags, one per token
     */
    static OptionalInt head(Sentence sentence, List<String> tags) {
        var tokens = sentence.tokens();
        boolean governed = false;
        for (int i = 0; i < tokens.size(); i++) {
            String tag = tags.get(i);
            boolean noun = tag.startsWith("NN");
            if (noun || tag.equals("PRP") && PRONOUNS.contains(tokens.get(i).lower())) {
                while (noun && i + 1 < tokens.size() && tags.get(i + 1).startsWith("NN")) {
                    i++;
                }
                if (!governed) {
                    return OptionalInt.of(i);
                }
                governed = false;
            } else if (GOVERNING.contains(tag)) {
                governed = true;
            } else if (FINITE.contains(tag) || tag.equals(",")) {
                governed = false;
            }
        }
        return OptionalInt.empty();
    }

    private Subjects() {
    }
}
