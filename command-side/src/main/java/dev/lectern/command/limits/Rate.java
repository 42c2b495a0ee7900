package dev.lectern.command.limits;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * How often something may be done. Whoever has rested for the whole time may do it that often at once.
 *
 * @param times at least once
 */
public record Rate(int times, Duration per) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*/\\s*(\\S+)");

    public Rate {
        if (times < 1 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException("a rate is at least once in some time");
        }
    }

    /**
     * Reads {@code 20/1m}.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static Rate valueOf(String text) {
        var parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("“" + text + "” is no rate such as 20/1m");
        }
        return new Rate(Integer.parseInt(parts.group(1)), DurationStyle.detectAndParse(parts.group(2)));
    }

    /** As {@link #valueOf} reads it. */
    @Override
    public String toString() {
        return times + "/" + per.toSeconds() + "s";
    }
}
