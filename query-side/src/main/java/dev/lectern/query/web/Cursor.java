package dev.lectern.query.web;

import dev.lectern.contracts.json.LecternJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Where a list goes on: opaque to clients, bound to the list and the order it was made for. */
public final class Cursor {

    private static final int LONGEST = 4_000;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Cursor() {
    }

    /** Whether PostgreSQL can hold it. */
    private static boolean isText(String key) {
        return key.codePoints().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /**
     * @param list the list and its order
     * @param keys the sort keys of the last item that was given
     */
    public static String of(String list, Object... keys) {
        var parts = new ArrayList<Object>();
        parts.add(list);
        for (var key : keys) {
            parts.add(key.toString());
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(LecternJson.MAPPER.writeValueAsBytes(parts));
    }

    /**
     * An instant among a cursor's keys.
     *
     * @throws DateTimeException if it is none that the database knows
     */
    public static Instant instant(String key) {
        var at = Instant.parse(key);
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new DateTimeException("no item is of " + key);
        }
        return at;
    }

    /**
     * The sort keys that a cursor holds, read by a function; {@code null} without a cursor.
     *
     * @throws Problem if the cursor is not one of this list in this order
     */
    public static <T> @Nullable T read(@Nullable String cursor, String list, int keys, Function<List<String>, T> reader) {
        if (cursor == null) {
            return null;
        }
        try {
            if (cursor.length() <= LONGEST) {
                var parts = LecternJson.MAPPER.readValue(Base64.getUrlDecoder().decode(cursor), String[].class);
                if (parts.length == keys + 1 && list.equals(parts[0])
                        && List.of(parts).stream().allMatch(part -> isText(part))) {
                    return reader.apply(List.of(parts).subList(1, parts.length));
                }
            }
        } catch (JacksonException | IllegalArgumentException | DateTimeException | NullPointerException e) {
            // said below
        }
        throw Problem.invalid("cursor", "Take the cursor from the last answer's next, with the same sort, or start again without one.");
    }
}
