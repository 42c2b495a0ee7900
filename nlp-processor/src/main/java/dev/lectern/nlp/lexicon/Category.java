package dev.lectern.nlp.lexicon;

/** The curated lists of {@code words.txt}. A word may be on several. */
public enum Category {
    COLOUR, LIGHT, SHAPE, MATERIAL, WEATHER, SOUND, SMELL, BODY, CLOTHING, BUILDING, LANDSCAPE, ANIMAL, THING, PLACE, STATIVE,
    PERCEPTION, APPEARANCE, MOOD, EXISTENTIAL, BE, LIKENESS, FIRST, SECOND, THIRD, IT, MODAL, NEGATION, COGNITION, SPEECH,
    EMOTION, ABSTRACT, CONNECTIVE, MOTION, ACTION, SOCIAL, VAGUE;

    long bit() {
        return 1L << ordinal();
    }

    /** A set of categories, as {@link WordLists#of} gives them. */
    public static long bits(Category... categories) {
        long bits = 0;
        for (Category category : categories) {
            bits |= category.bit();
        }
        return bits;
    }
}
