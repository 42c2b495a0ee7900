package dev.lectern.query.library;

import dev.lectern.query.library.LibraryQueries.Listed;
import dev.lectern.query.web.Problem;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The order of a library: by one of its keys, up or down, then by id. */
record BookSort(Key key, boolean descending) {

    /** When a book was read that never was. */
    static final String NEVER = "-infinity";

    /** What a library is sorted by; each has an index. */
    enum Key {
        ADDED("added_at", "timestamptz", listed -> listed.book().addedAt().toString()),
        LAST_READ("coalesce(reading_last_at, '-infinity'::timestamptz)", "timestamptz",
                listed -> Objects.toString(listed.book().lastReadAt(), NEVER)),
        TITLE("facts_title_key COLLATE \"C\"", "text", listed -> Objects.requireNonNull(listed.text())),
        AUTHOR("facts_author_key COLLATE \"C\"", "text", listed -> Objects.requireNonNull(listed.text())),
        PROGRESS("reading_percent", "float8", listed -> Double.toString(listed.book().progressPercent()));

        private final String expression;
        private final String type;
        private final Function<Listed, String> value;

        Key(String expression, String type, Function<Listed, String> value) {
            this.expression = expression;
            this.type = type;
            this.value = value;
        }

        /** A book's value of this key, as PostgreSQL reads it. */
        String valueOf(Listed listed) {
            return value.apply(listed);
        }

        boolean isText() {
            return type.equals("text");
        }

        String expression() {
            return expression;
        }

        String type() {
            return type;
        }
    }

    private static final Map<String, Key> NAMES = Map.of("addedAt", Key.ADDED, "lastReadAt", Key.LAST_READ,
            "title", Key.TITLE, "author", Key.AUTHOR, "progressPercent", Key.PROGRESS,
            "added", Key.ADDED, "lastRead", Key.LAST_READ, "authors", Key.AUTHOR, "progress", Key.PROGRESS);

    /** @param text a key's name, after {@code -} for the other way round; newest first if {@code null} */
    static BookSort parse(@Nullable String text) {
        if (text == null) {
            return new BookSort(Key.ADDED, true);
        }
        boolean descending = text.startsWith("-");
        var key = NAMES.get(descending ? text.substring(1) : text);
        if (key == null) {
            throw Problem.invalid("sort",
                    "Sort by title, author, addedAt, lastReadAt or progressPercent; with - in front for the other way round.");
        }
        return new BookSort(key, descending);
    }

    String direction() {
        return descending ? "DESC" : "ASC";
    }

    String after() {
        return descending ? "<" : ">";
    }

    /** Binds cursors to this order. */
    String list() {
        return "books:" + (descending ? "-" : "") + key;
    }
}
