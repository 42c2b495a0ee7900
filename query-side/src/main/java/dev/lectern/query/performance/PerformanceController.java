package dev.lectern.query.performance;

import dev.lectern.query.performance.Performance.Cache;
import dev.lectern.query.performance.Performance.Memory;
import dev.lectern.query.performance.Performance.Pool;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.RouteFigures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/performance}: the figures that {@code Server-Timing} and Prometheus have, in one answer. */
@RestController
@RequestMapping("/api/v1/admin/performance")
@Tag(name = "Administration")
class PerformanceController {

    private final RouteFigures routes;
    private final WorkQueries work;
    private final AnalysisPace analyses;
    private final MeterRegistry meters;
    private final Clock clock;

    PerformanceController(RouteFigures routes, WorkQueries work, AnalysisPace analyses, MeterRegistry meters, Clock clock) {
        this.routes = routes;
        this.work = work;
        this.analyses = analyses;
        this.meters = meters;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "How this instance does", description = "Time and statements by route, the cache, the pools, memory; and, of the "
            + "whole, what waits to be imported or analysed, and how many texts are analysed a minute.")
    Answer<Performance> performance() {
        var started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        return Answer.of(new Performance(started, routes.all(), cache(), pools(), work.queues(), analyses.at(clock.instant()), memory()));
    }

    private Cache cache() {
        long hits = counted("hit");
        long misses = counted("miss");
        return new Cache(hits, misses, hits + misses == 0 ? null : hits / (double) (hits + misses));
    }

    private long counted(String result) {
        return (long) meters.find("lectern.cache.requests").tag("result", result).counters().stream().mapToDouble(counter -> counter.count()).sum();
    }

    private List<Pool> pools() {
        return meters.find("hikaricp.connections.max").gauges().stream().map(gauge -> Objects.requireNonNull(gauge.getId().getTag("pool")))
                .sorted().map(name -> new Pool(name, connections("active", name), connections("idle", name), connections("pending", name),
                        connections("max", name))).toList();
    }

    private int connections(String which, String pool) {
        return meters.find("hikaricp.connections." + which).tags(Tags.of("pool", pool)).gauges().stream().mapToInt(PerformanceController::value).sum();
    }

    private static int value(Gauge gauge) {
        return (int) gauge.value();
    }

    private static Memory memory() {
        var memory = ManagementFactory.getMemoryMXBean();
        return new Memory(memory.getHeapMemoryUsage().getUsed(), memory.getHeapMemoryUsage().getMax(), memory.getNonHeapMemoryUsage().getUsed());
    }
}
