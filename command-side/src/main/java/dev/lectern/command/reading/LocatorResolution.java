package dev.lectern.command.reading;

import dev.lectern.contracts.event.BookEvent.Chapter;
import dev.lectern.contracts.event.ReadingEvent.Locator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the place in a book's spine that a device means, and how much of the book lies before it. */
sealed interface LocatorResolution {

    /** @param percent 0..100: characters before the locator over all characters of the linear spine */
    record Resolved(Locator locator, double percent) implements LocatorResolution {
    }

    /**
     * @param part   of the locator, as the client called it
     * @param reason a sentence
     */
    record Unresolvable(String part, String reason) implements LocatorResolution {
    }

    /**
     * What a CFI says of the spine: its second step, {@code /6/4} for the second item, so chapter = step / 2.
     * EPUB Canonical Fragment Identifiers 1.1, section 3.
     */
    Pattern CFI = Pattern.compile("epubcfi\\(/\\d+(?:\\[[^\\]]*])?/(\\d+)(?:\\[[^\\]]*])?(?:!.*)?\\)");

    static LocatorResolution resolve(List<Chapter> spine, @Nullable Integer number, @Nullable String href,
                                     @Nullable Double progression, @Nullable String cfi) {
        if (progression != null && !(progression >= 0 && progression <= 1)) {
            return new Unresolvable("progression", "The progression is a number from 0 to 1 within the chapter.");
        }
        Optional<Chapter> chapter;
        if (number != null) {
            chapter = spine.stream().filter(c -> c.number() == number).findFirst();
            if (chapter.isEmpty()) {
                return new Unresolvable("chapter", "The book has the chapters 1 to " + spine.size() + ", and no " + number + ".");
            }
            if (href != null && !sameFile(chapter.get().href(), href)) {
                return new Unresolvable("href", "Chapter " + number + " is " + chapter.get().href() + ", not " + href + ".");
            }
        } else if (href != null) {
            chapter = spine.stream().filter(c -> sameFile(c.href(), href)).findFirst();
            if (chapter.isEmpty()) {
                return new Unresolvable("href", "No chapter of the book is " + href + ".");
            }
        } else if (cfi != null) {
            Matcher matcher = CFI.matcher(cfi);
            if (!matcher.matches()) {
                return new Unresolvable("cfi", "The CFI has not the form epubcfi(/6/4!/4/2:0).");
            }
            long step = matcher.group(1).length() > 9 ? -1 : Long.parseLong(matcher.group(1));
            chapter = spine.stream().filter(c -> c.number() * 2L == step).findFirst();
            if (chapter.isEmpty()) {
                return new Unresolvable("cfi", "The CFI's second step names no item of the spine.");
            }
        } else {
            return new Unresolvable("locator", "A locator needs a chapter, an href or a cfi.");
        }
        if (cfi != null && !CFI.matcher(cfi).matches()) {
            return new Unresolvable("cfi", "The CFI has not the form epubcfi(/6/4!/4/2:0).");
        }
        double within = progression == null ? 0 : progression;
        return new Resolved(new Locator(chapter.get().number(), chapter.get().href(), within, cfi),
                percent(spine, chapter.get(), within));
    }

    private static boolean sameFile(String chapterHref, String href) {
        int fragment = href.indexOf('#');
        return chapterHref.equals(fragment < 0 ? href : href.substring(0, fragment));
    }

    /** A book of pictures has no characters: there every chapter counts the same. */
    private static double percent(List<Chapter> spine, Chapter chapter, double progression) {
        var linear = spine.stream().filter(Chapter::linear).toList();
        boolean textless = linear.stream().allMatch(c -> c.characters() == 0);
        double total = 0;
        double before = 0;
        for (var c : linear) {
            double length = textless ? 1 : c.characters();
            total += length;
            if (c.number() < chapter.number()) {
                before += length;
            } else if (c.number() == chapter.number()) {
                before += length * progression;
            }
        }
        return total == 0 ? 0 : Math.min(100, 100 * before / total);
    }
}
