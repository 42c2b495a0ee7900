package dev.lectern.query.web;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;

/** Reads ids. Java's own reader takes {@code 1-1-1-1-1} for one, so that an id would have several names. */
final class WholeIds implements Converter<String, @Nullable UUID> {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** @return {@code null} if nothing is there */
    @Override
    public @Nullable UUID convert(String text) {
        if (text.isBlank()) {
            return null;
        }
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("no UUID");
        }
        return UUID.fromString(text);
    }
}
