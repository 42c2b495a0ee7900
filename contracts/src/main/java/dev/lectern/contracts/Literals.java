package dev.lectern.contracts;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Ids and numbers as requests write them, in one way each. Java takes more for one: {@code 1-1-1-1-1} for a UUID, digits of
 * any script and {@code 0x1p3} for a number; a client that sends such a thing means something else by it.
 *
 * <p>Every method throws {@link IllegalArgumentException} for anything else.
 */
public final class Literals {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[Ee][+-]?[0-9]+)?");

    private Literals() {
    }

    /** 36 characters (RFC 9562, section 4), in either case. */
    public static UUID uuid(String text) {
        var id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not a UUID: " + text);
        }
        return id;
    }

    /** A whole number of 32 bits. */
    public static int integer(String text) {
        return Integer.parseInt(fitting(INTEGER, text));
    }

    /** A whole number of 64 bits. */
    public static long longInteger(String text) {
        return Long.parseLong(fitting(INTEGER, text));
    }

    /** A number with or without a fraction or an exponent (RFC 8259, section 6), and not so large that it is infinite. */
    public static double decimal(String text) {
        var number = Double.parseDouble(fitting(DECIMAL, text));
        if (Double.isInfinite(number)) {
            throw new IllegalArgumentException("not a number: " + text);
        }
        return number;
    }

    private static String fitting(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("not a number: " + text);
        }
        return text;
    }
}
