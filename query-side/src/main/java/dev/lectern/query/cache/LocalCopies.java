package dev.lectern.query.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Copies of what Redis holds, in this instance's own memory: who asks again costs no round trip, which took more than all the
 * rest of an answer did.
 *
 * <p>They are right for the reason for which Redis is. An answer carries the position up to which events are in it, under a key
 * that names the build of the read models, and whoever takes it compares the position with the last event that concerns its
 * reader, as this instance knows it from the log ({@link AnswerCache}). Where it lay meanwhile, and for how long, makes no
 * difference, so no instance has to tell another what changed. What administrators clear is memory, not truth: the other
 * instances see within {@link #LOOK_AGAIN} that something was cleared, and drop their copies.
 */
@Component
class LocalCopies implements AutoCloseable {

    static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private static final String CLEARED = StoredKeys.PREFIX + "cleared";
    private static final Duration CLEARED_FOR = Duration.ofDays(1);
    /** Bytes that an entry takes besides its key and its value, about. */
    private static final int OVERHEAD = 200;

    private record Copy(byte[] bytes, Duration timeToLive) {
    }

    private final Redis redis;
    private final long limit;
    private final Cache<String, Copy> copies;
    private final Counter hits;
    private final ScheduledExecutorService looking;
    private volatile String cleared = "";

    LocalCopies(Redis redis, CacheProperties properties, MeterRegistry meters) {
        this.redis = redis;
        limit = redis.isOff() ? 0 : properties.memory().toBytes();
        copies = Caffeine.newBuilder().maximumWeight(limit).executor(Runnable::run)
                .<String, Copy>weigher((key, copy) -> key.length() + copy.bytes().length + OVERHEAD)
                .expireAfter(Expiry.<String, Copy>writing((key, copy) -> copy.timeToLive())).build();
        hits = Counter.builder("lectern.cache.local.hits").description("answers that were taken from this instance's memory").register(meters);
        Gauge.builder("lectern.cache.local.bytes", this, LocalCopies::bytes).description("answers in this instance's memory")
                .baseUnit("bytes").register(meters);
        looking = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("cleared-copies").factory());
        if (limit > 0) {
            looking.scheduleWithFixedDelay(this::look, 0, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    byte @Nullable [] get(String key) {
        var copy = copies.getIfPresent(key);
        return copy == null ? null : copy.bytes();
    }

    void put(String key, byte[] bytes, Duration timeToLive) {
        if (limit > 0) {
            copies.put(key, new Copy(bytes, timeToLive));
        }
    }

    /** One was given. */
    void hit() {
        hits.increment();
    }

    /** Forgets everything here, and has the other instances do so. */
    void clear() {
        var mark = UUID.randomUUID().toString();
        cleared = mark;
        redis.put(CLEARED, mark.getBytes(StandardCharsets.US_ASCII), CLEARED_FOR);
        copies.invalidateAll();
    }

    /** Forgets a reader's answers. */
    void removeOf(UUID reader) {
        copies.asMap().keySet().removeIf(key -> key.contains(":" + reader + ":"));
    }

    /** A mark that is missing says nothing: Redis was flushed, or is away. */
    private void look() {
        var mark = redis.isThere() ? redis.get(CLEARED) : null;
        if (mark != null && !cleared.equals(new String(mark, StandardCharsets.US_ASCII))) {
            cleared = new String(mark, StandardCharsets.US_ASCII);
            copies.invalidateAll();
        }
    }

    long count() {
        return copies.estimatedSize();
    }

    Set<String> keys() {
        return Set.copyOf(copies.asMap().keySet());
    }

    /** Of keys and values. */
    long bytes() {
        return copies.policy().eviction().map(eviction -> eviction.weightedSize().orElse(0)).orElse(0L);
    }

    long limit() {
        return limit;
    }

    long hits() {
        return (long) hits.count();
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
