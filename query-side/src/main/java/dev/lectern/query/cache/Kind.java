package dev.lectern.query.cache;

import java.util.Locale;
import java.util.Set;

/** What kind of answer is kept, and what of a reader it is made of. */
public enum Kind {
    LIBRARY(Aspect.BOOKS, Aspect.ANALYSIS, Aspect.READING, Aspect.SHELVES),
    BOOK(Aspect.BOOKS, Aspect.ANALYSIS, Aspect.READING),
    CONTENTS(Aspect.BOOKS),
    CHAPTERS(Aspect.BOOKS),
    /** Which page a chapter is. */
    CHAPTER(Aspect.BOOKS, Aspect.ANALYSIS),
    DESCRIPTIONS(Aspect.BOOKS, Aspect.ANALYSIS),
    PROGRESS(Aspect.BOOKS, Aspect.READING),
    SHELVES(Aspect.BOOKS, Aspect.READING, Aspect.SHELVES),
    STATISTICS(Aspect.BOOKS, Aspect.READING),
    /** A chapter's page, which is made of what never changes and is named after it: whoever has the book shares it. */
    PAGE,
    /** A cover in a size, named after the picture. */
    COVER;

    private final Set<Aspect> aspects;
    private final String word = name().toLowerCase(Locale.ROOT);

    Kind(Aspect... aspects) {
        this.aspects = Set.of(aspects);
    }

    Set<Aspect> aspects() {
        return aspects;
    }

    /** As it stands in keys, metrics and the API. */
    String word() {
        return word;
    }
}
