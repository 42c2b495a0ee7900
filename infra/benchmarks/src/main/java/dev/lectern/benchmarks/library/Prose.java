// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.library;

import java.util.Random;

/** English sentences without an author: some describe places and people, some only go on. The same seed gives the same text. */
final class Prose {

    private static final String[] ADJECTIVES = {"old", "grey", "narrow", "silent", "rusty", "pale", "crooked", "broad", "weathered",
            "yellow", "hollow", "gaunt", "bitter", "tall", "black", "distant", "heavy", "cold", "golden", "ragged", "green", "stony"};
    private static final String[] PLACES = {"harbour", "tavern", "chapel", "lighthouse", "orchard", "corridor", "staircase", "market",
            "forest", "kitchen", "cellar", "bridge", "courtyard", "valley", "deck", "cabin", "street", "garden"};
    private static final String[] THINGS = {"lantern", "coat", "letter", "window", "knife", "mirror", "table", "rope", "clock", "door",
            "candle", "ring", "map", "barrel", "sail", "cup", "bell", "chain"};
    private static final String[] PEOPLE = {"Captain Vance", "Ellen", "the widow", "Mr. Harrow", "the boy", "Sister Agnes", "the pilot",
            "old Thomas", "Miriam", "the stranger"};
    private static final String[] VERBS = {"leaned over", "waited beside", "looked past", "turned away from", "walked towards", "listened at",
            "remembered", "stood before", "came back to", "spoke of"};
    private static final String[] ADVERBS = {"slowly", "without a word", "once more", "in the end", "as if in a dream", "for a long while"};

    private final Random random;

    Prose(long seed) {
        random = new Random(seed);
    }

    /** @return the words of the sentence */
    int sentence(StringBuilder text) {
        var from = text.length();
        switch (random.nextInt(5)) {
            case 0 -> text.append("The %s %s lay %s and %s under a %s sky, and a %s %s hung above the %s.".formatted(
                    any(ADJECTIVES), any(PLACES), any(ADJECTIVES), any(ADJECTIVES), any(ADJECTIVES), any(ADJECTIVES), any(THINGS), any(PLACES)));
            case 1 -> text.append("%s wore a %s, %s coat, and a %s scar ran across %s %s cheek.".formatted(
                    capital(any(PEOPLE)), any(ADJECTIVES), any(ADJECTIVES), any(ADJECTIVES), "the", any(ADJECTIVES)));
            case 2 -> text.append("%s %s the %s %s, %s.".formatted(
                    capital(any(PEOPLE)), any(VERBS), any(ADJECTIVES), any(PLACES), any(ADVERBS)));
            case 3 -> text.append("“Where is the %s?” asked %s, and nobody %s the %s.".formatted(
                    any(THINGS), any(PEOPLE), any(VERBS), any(THINGS)));
            default -> text.append("In the %s there were %d %ss, and %s %s the %s of them %s.".formatted(
                    any(PLACES), 2 + random.nextInt(90), any(THINGS), any(PEOPLE), any(VERBS), random.nextBoolean() ? "first" : "last", any(ADVERBS)));
        }
        var words = (int) text.chars().skip(from).filter(character -> character == ' ').count() + 1;
        text.append(' ');
        return words;
    }

    private String any(String[] words) {
        return words[random.nextInt(words.length)];
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
