package dev.lectern.query.web;

import dev.lectern.contracts.json.LecternJson;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Where a list goes on: opaque to clients, bound to the list and the order it was made for. */
public final class Cursor {

    private static final int LONGEST = 4_000;

    private Cursor() {
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
                        && List.of(parts).stream().allMatch(part -> part.indexOf('\0') < 0)) {
                    return reader.apply(List.of(parts).subList(1, parts.length));
                }
            }
        } catch (JacksonException | IllegalArgumentException | DateTimeException | NullPointerException e) {
            // said below
        }
        throw Problem.invalid("cursor", "Take the cursor from the last answer's next, with the same sort, or start again without one.");
    }
}
