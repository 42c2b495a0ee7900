package dev.lectern.query.web;

import static dev.lectern.web.performance.RequestFigures.milliseconds;

import dev.lectern.web.performance.RequestFigures;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Where one request's time went: who asks, the cache, the database, and the rest. */
public final class ServerTiming implements RequestFigures {

    /** What became of the cache's part. */
    public enum CacheUse {
        OFF, MISS, HIT;

        private final String word = name().toLowerCase(Locale.ROOT);
    }

    private static final ScopedValue<ServerTiming> CURRENT = ScopedValue.newInstance();

    private final long started = System.nanoTime();
    private final AtomicLong auth = new AtomicLong();
    private final AtomicLong cache = new AtomicLong();
    private final AtomicLong database = new AtomicLong();
    private final AtomicInteger statements = new AtomicInteger();
    private volatile CacheUse cacheUse = CacheUse.OFF;

    ServerTiming() {
    }

    /** Runs a query, which is one statement, and counts its time as the database's. */
    public static <T> T database(Supplier<T> query) {
        if (!CURRENT.isBound()) {
            return query.get();
        }
        var timing = CURRENT.get();
        timing.statements.incrementAndGet();
        return timed(timing.database, query);
    }

    /** Asks the cache and counts its time as the cache's. */
    public static <T> T cache(Supplier<T> lookup) {
        return CURRENT.isBound() ? timed(CURRENT.get().cache, lookup) : lookup.get();
    }

    /** A hit doesn't make up for a miss before it. */
    public static void cacheWas(CacheUse use) {
        if (CURRENT.isBound()) {
            var timing = CURRENT.get();
            timing.cacheUse = use == CacheUse.HIT && timing.cacheUse == CacheUse.MISS ? CacheUse.MISS : use;
        }
    }

    /** The request has come through security. */
    static void authenticated() {
        if (CURRENT.isBound()) {
            var timing = CURRENT.get();
            timing.auth.compareAndSet(0, System.nanoTime() - timing.started);
        }
    }

    private static <T> T timed(AtomicLong part, Supplier<T> work) {
        long before = System.nanoTime();
        try {
            return work.get();
        } finally {
            part.addAndGet(System.nanoTime() - before);
        }
    }

    @Override
    public ScopedValue.Carrier known() {
        return ScopedValue.where(CURRENT, this);
    }

    @Override
    public long elapsed() {
        return System.nanoTime() - started;
    }

    @Override
    public int statements() {
        return statements.get();
    }

    @Override
    public String serverTiming() {
        long app = elapsed() - auth.get() - cache.get() - database.get();
        return "auth;dur=" + milliseconds(auth.get()) + ", cache;desc=" + cacheUse.word + ";dur=" + milliseconds(cache.get())
                + ", db;dur=" + milliseconds(database.get()) + ", app;dur=" + milliseconds(Math.max(0, app));
    }
}
