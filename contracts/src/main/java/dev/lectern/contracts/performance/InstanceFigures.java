package dev.lectern.contracts.performance;

import dev.lectern.contracts.Topics;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one instance of a service does, as it says itself.
 *
 * @param startedAt since when it counts
 * @param routes    what requests took, the busiest route first
 * @param cache     {@code null} for a service that has none
 * @param analysis  {@code null} for a service that analyses no texts
 */
public record InstanceFigures(Instant startedAt, List<RouteFigures> routes, @Nullable CacheFigures cache, List<PoolFigures> pools,
                              MemoryFigures memory, @Nullable AnalysisFigures analysis) {

    /** CloudEvents type of an NLP processor's figures, which it says on {@link Topics#NLP_PROCESSORS}. */
    public static final String TYPE_OF_PROCESSORS = "lectern.nlp.processor-figures.v1";

    /**
     * A route's figures.
     *
     * @param requests             since the start
     * @param p50Ms                of the last two minutes, as {@code p95Ms} and {@code p99Ms}; 0 where nobody asked
     * @param maxMs                of the last two minutes
     * @param statementsPerRequest since the start, on average
     */
    public record RouteFigures(String method, String route, long requests, double p50Ms, double p95Ms, double p99Ms, double maxMs,
                               double statementsPerRequest) {
    }

    /** @param hitRate 0..1; {@code null} while nothing was asked */
    public record CacheFigures(long hits, long misses, @Nullable Double hitRate) {
    }

    /**
     * A pool of connections to PostgreSQL.
     *
     * @param waiting who waits for one
     * @param most    that there can be
     */
    public record PoolFigures(String name, int active, int idle, int waiting, int most) {
    }

    /**
     * What an NLP processor has analysed.
     *
     * @param chapters        or sections of long ones, since the start
     * @param failures        since the start
     * @param tokens          words and punctuation marks, since the start
     * @param tokensPerMinute of the last minute
     * @param busy            chapters that are analysed now
     * @param workers         how many can be at the same time
     */
    public record AnalysisFigures(long chapters, long failures, long tokens, long tokensPerMinute, int busy, int workers) {
    }

    /** Of the instance's Java. */
    public record MemoryFigures(long heapBytes, long heapLimitBytes, long otherBytes) {

        /** As of now. */
        public static MemoryFigures now() {
            var memory = ManagementFactory.getMemoryMXBean();
            return new MemoryFigures(memory.getHeapMemoryUsage().getUsed(), memory.getHeapMemoryUsage().getMax(), memory.getNonHeapMemoryUsage().getUsed());
        }
    }
}
