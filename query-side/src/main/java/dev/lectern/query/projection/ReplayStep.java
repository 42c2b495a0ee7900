package dev.lectern.query.projection;

import java.util.Locale;

/** What an administrator can do to a replay. */
public enum ReplayStep {

    /** Stop building for a while. */
    PAUSE,
    /** Go on building. */
    RESUME,
    /** Build more slowly, or again as fast as can be. */
    THROTTLE,
    /** Compare the rows with those that serve. */
    COMPARE,
    /** Let the new rows serve. */
    ACTIVATE,
    /** Let the rows serve again that served before. */
    ROLLBACK,
    /** Give the new rows up. */
    CANCEL;

    /** As it stands in a path. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if it is none */
    public static ReplayStep of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
