package dev.lectern.query.projection;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row in the text format of COPY (PostgreSQL, SQL command COPY, "Text Format"). */
final class CopyText {

    private CopyText() {
    }

    static byte[] line(Stream<@Nullable Object> values) {
        return values.map(CopyText::field).collect(Collectors.joining("\t", "", "\n")).getBytes(StandardCharsets.UTF_8);
    }

    private static String field(@Nullable Object value) {
        return switch (value) {
            case null -> "\\N";
            case String text -> escaped(text);
            default -> value.toString();
        };
    }

    private static String escaped(String text) {
        var line = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> line.append(c);
            }
        }
        return line.toString();
    }
}
