package dev.lectern.query.performance;

import dev.lectern.query.web.RouteFigures;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this instance does.
 *
 * @param startedAt since when it counts
 * @param routes    what requests took, the busiest route first
 */
record Performance(Instant startedAt, List<RouteFigures.Figures> routes, Cache cache, List<Pool> pools, Queues queues,
                   Analysis analysis, Memory memory) {

    /** @param hitRate 0..1; {@code null} while nothing was asked */
    @Schema(name = "PerformanceCache")
    record Cache(long hits, long misses, @Nullable Double hitRate) {
    }

    /**
     * A pool of connections to PostgreSQL.
     *
     * @param waiting who waits for one
     * @param most    that there can be
     */
    @Schema(name = "PerformancePool")
    record Pool(String name, int active, int idle, int waiting, int most) {
    }

    /** What readers wait for, as far as the read models know. */
    @Schema(name = "PerformanceQueues")
    record Queues(Queue imports, Queue analyses) {
    }

    /**
     * Work that is not done yet.
     *
     * @param books       that wait
     * @param chapters    of theirs, as far as their number is known
     * @param oldestAdded when the one was uploaded that came first, or {@code null}
     */
    @Schema(name = "PerformanceQueue")
    record Queue(int books, long chapters, @Nullable Instant oldestAdded) {
    }

    /** What all processors together do, a minute, as an average of the last five. */
    @Schema(name = "PerformanceAnalysis")
    record Analysis(double textsPerMinute, double passagesPerMinute, double failuresPerMinute) {
    }

    /** Of this instance's Java. */
    @Schema(name = "PerformanceMemory")
    record Memory(long heapBytes, long heapLimitBytes, long otherBytes) {
    }
}
