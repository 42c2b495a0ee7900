package dev.lectern.command.performance;

import static dev.lectern.web.performance.RequestFigures.milliseconds;

import dev.lectern.web.performance.RequestFigures;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The SQL statements of one request, and the time that they took. A group of requests is written by one of them, which has the
 * group's statement for its own: right on average.
 */
final class Statements implements RequestFigures {

    static final ScopedValue<Statements> CURRENT = ScopedValue.newInstance();

    private final long began = System.nanoTime();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong nanoseconds = new AtomicLong();

    void add(long took) {
        number.incrementAndGet();
        nanoseconds.addAndGet(took);
    }

    @Override
    public ScopedValue.Carrier known() {
        return ScopedValue.where(CURRENT, this);
    }

    @Override
    public String serverTiming() {
        long database = nanoseconds.get();
        return "db;dur=" + milliseconds(database) + ", app;dur=" + milliseconds(Math.max(0, elapsed() - database));
    }

    @Override
    public long elapsed() {
        return System.nanoTime() - began;
    }

    @Override
    public int statements() {
        return number.get();
    }
}
