package dev.lectern.query.performance;

import dev.lectern.contracts.performance.InstanceFigures;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How all instances do, and what waits.
 *
 * @param instances that were heard of within the last minute, by service
 */
record Performance(List<Instance> instances, Queues queues, Analysis analysis) {

    /**
     * One process of a service.
     *
     * @param service  {@code command-side}, {@code query-side} or {@code nlp-processor}
     * @param instance host and port; of a processor, what it is called
     * @param heardAt  as of when its figures are
     */
    @Schema(name = "PerformanceInstance")
    record Instance(String service, String instance, Instant heardAt, InstanceFigures figures) {
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
}
