package dev.lectern.query.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param next the cursor of the following part, or {@code null} at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * A page of what was found with a limit of one more than asked for.
     *
     * @param found    up to {@code limit + 1}
     * @param cursorOf where to go on after an item
     */
    public static <F, T> Page<T> of(List<F> found, int limit, Function<F, T> shown, Function<F, String> cursorOf) {
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return new Page<>(items.stream().map(shown).toList(), more ? cursorOf.apply(items.getLast()) : null);
    }

    /** The whole list. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /**
     * How many items were asked for.
     *
     * @throws Problem if the number is out of bounds
     */
    public static int limit(@Nullable Integer asked, int usual, int most) {
        if (asked == null) {
            return usual;
        }
        if (asked < 1 || asked > most) {
            throw Problem.invalid("limit", "Give limit a number from 1 to " + most + ", or leave it out for " + usual + ".");
        }
        return asked;
    }
}
