package dev.lectern.query.projection;

import java.time.Duration;

/** How fast a replay may go: events a second, changed while it runs. */
final class Pace {

    private volatile int eventsPerSecond;
    private long free = System.nanoTime();

    /** @param perSecond 0 for as fast as can be */
    void set(int perSecond) {
        eventsPerSecond = perSecond;
    }

    /** How many events to take at once: a tenth of a second's, so that the pace is even. */
    int page(int atMost) {
        int rate = eventsPerSecond;
        return rate == 0 ? atMost : Math.clamp(rate / 10, 1, atMost);
    }

    /** How long to wait after so many events. */
    Duration after(int events) {
        int rate = eventsPerSecond;
        long now = System.nanoTime();
        free = Math.max(free, now - Duration.ofSeconds(1).toNanos()) + (rate == 0 ? 0 : events * 1_000_000_000L / rate);
        return rate == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, free - now));
    }
}
