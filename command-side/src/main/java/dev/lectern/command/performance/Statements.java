package dev.lectern.command.performance;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The SQL statements of one request, and the time that they took. A group of requests is written by one of them, which has the
 * group's statement for its own: right on average.
 */
final class Statements {

    static final ScopedValue<Statements> CURRENT = ScopedValue.newInstance();

    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong nanoseconds = new AtomicLong();

    void add(long took) {
        number.incrementAndGet();
        nanoseconds.addAndGet(took);
    }

    int number() {
        return number.get();
    }

    long nanoseconds() {
        return nanoseconds.get();
    }
}
