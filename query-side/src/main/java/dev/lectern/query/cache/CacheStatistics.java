package dev.lectern.query.cache;

import dev.lectern.query.web.ServerTiming.CacheUse;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the cache does.
 *
 * @param state       {@code up}, {@code degraded} while Redis doesn't answer, {@code off}
 * @param keys        in Redis; {@code null} while it doesn't answer
 * @param memoryBytes that Redis uses
 * @param hits        of this instance, since its start
 * @param hitRate     0..1: hits of what was asked while the cache was there; {@code null} while nothing was
 */
record CacheStatistics(@Schema(allowableValues = {"up", "degraded", "off"}) String state, @Nullable Long keys,
                       @Nullable Long memoryBytes, long hits, long misses, @Nullable Double hitRate, Local local, List<OfKind> kinds) {

    /**
     * This instance's own memory.
     *
     * @param limitBytes what it may take; 0 if nothing is kept there
     * @param hits       of all hits those that Redis was not asked for
     */
    @Schema(name = "CacheStatisticsLocal")
    record Local(long keys, long memoryBytes, long limitBytes, long hits) {
    }

    /** @param off asked while Redis was away */
    @Schema(name = "CacheStatisticsOfKind")
    record OfKind(String kind, long hits, long misses, long off, @Nullable Double hitRate) {
    }

    static CacheStatistics of(String state, @Nullable Long keys, @Nullable Long memoryBytes, LocalCopies local, CacheMetrics metrics) {
        var kinds = Arrays.stream(Kind.values()).map(kind -> ofKind(kind, metrics)).toList();
        long hits = kinds.stream().mapToLong(OfKind::hits).sum();
        long misses = kinds.stream().mapToLong(OfKind::misses).sum();
        return new CacheStatistics(state, keys, memoryBytes, hits, misses, rate(hits, misses),
                new Local(local.count(), local.bytes(), local.limit(), local.hits()), kinds);
    }

    private static OfKind ofKind(Kind kind, CacheMetrics metrics) {
        long hits = metrics.counted(kind, CacheUse.HIT);
        long misses = metrics.counted(kind, CacheUse.MISS);
        return new OfKind(kind.word(), hits, misses, metrics.counted(kind, CacheUse.OFF), rate(hits, misses));
    }

    private static @Nullable Double rate(long hits, long misses) {
        return hits + misses == 0 ? null : hits / (double) (hits + misses);
    }
}
