package dev.lectern.query.cache;

import dev.lectern.query.projection.Positions;
import dev.lectern.query.web.Reader;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the answers ready that were asked for last: at the start, and when an administrator says so. */
@Component
class Warmup {

    private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final UUID NOBODY = new UUID(0, 0);

    private final Redis redis;
    private final RecentReaders recent;
    private final Positions positions;
    private final LastChanges changes;
    private final ReadModels models;
    private final CacheProperties properties;
    private final List<Warmer> warmers;

    Warmup(Redis redis, RecentReaders recent, Positions positions, LastChanges changes, ReadModels models,
           CacheProperties properties, ObjectProvider<Warmer> warmers) {
        this.redis = redis;
        this.recent = recent;
        this.positions = positions;
        this.changes = changes;
        this.models = models;
        this.properties = properties;
        this.warmers = warmers.orderedStream().toList();
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        if (!redis.isOff() && properties.warmLibraries() > 0) {
            Thread.ofVirtual().name("warmup").start(this::warmSoon);
        }
    }

    private void warmSoon() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        try {
            while (!isReady() && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_AGAIN);
            }
            LOG.info("answers are ready for {} readers", warm());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is made before answers include the log as it was at the start would not be taken. */
    private boolean isReady() {
        return redis.isThere() && models.build().isPresent()
                && changes.of(NOBODY, Kind.LIBRARY).filter(floor -> !floor.isAfter(positions.current())).isPresent();
    }

    /** @return for how many readers */
    int warm() {
        if (!redis.isThere()) {
            return 0;
        }
        int warmed = 0;
        for (var reader : recent.latest(properties.warmLibraries())) {
            try {
                warmers.forEach(warmer -> warmer.warm(new Reader(reader)));
                warmed++;
            } catch (RuntimeException e) {
                LOG.warn("nothing is ready for a reader: {}", e.getMessage());
            }
        }
        return warmed;
    }
}
