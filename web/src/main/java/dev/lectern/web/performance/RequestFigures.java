package dev.lectern.web.performance;

/** What a service counts and times while it answers one request. */
public interface RequestFigures {

    /** Makes them known to whatever answers the request. */
    ScopedValue.Carrier known();

    /** The value of {@code Server-Timing} (W3C), durations in milliseconds. */
    String serverTiming();

    /** Nanoseconds since the request came. */
    long elapsed();

    /** How many SQL statements it took by now. */
    int statements();

    /** Nanoseconds in the header's unit, with two decimals. */
    static String milliseconds(long nanoseconds) {
        return Double.toString(nanoseconds / 10_000 / 100.0);
    }
}
