package dev.lectern.web.performance;

import dev.lectern.contracts.performance.InstanceFigures;
import dev.lectern.contracts.performance.InstanceFigures.CacheFigures;
import dev.lectern.contracts.performance.InstanceFigures.MemoryFigures;
import dev.lectern.contracts.performance.InstanceFigures.PoolFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How this instance does: the figures that Prometheus has too, in one piece. */
public final class InstanceMeters {

    private static final String CACHE = "lectern.cache.requests";

    private final MeterRegistry meters;
    private final RouteMeters routes;

    InstanceMeters(MeterRegistry meters, RouteMeters routes) {
        this.meters = meters;
        this.routes = routes;
    }

    /** As of now. */
    public InstanceFigures figures() {
        var started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        return new InstanceFigures(started, routes.figures(), cache(), pools(), MemoryFigures.now(), null);
    }

    private @Nullable CacheFigures cache() {
        if (meters.find(CACHE).counters().isEmpty()) {
            return null;
        }
        long hits = counted("hit");
        long misses = counted("miss");
        return new CacheFigures(hits, misses, hits + misses == 0 ? null : hits / (double) (hits + misses));
    }

    private long counted(String result) {
        return (long) meters.find(CACHE).tag("result", result).counters().stream().mapToDouble(Counter::count).sum();
    }

    private List<PoolFigures> pools() {
        return meters.find("hikaricp.connections.max").gauges().stream().map(gauge -> Objects.requireNonNull(gauge.getId().getTag("pool")))
                .sorted().map(name -> new PoolFigures(name, connections("active", name), connections("idle", name), connections("pending", name),
                        connections("max", name))).toList();
    }

    private int connections(String which, String pool) {
        return meters.find("hikaricp.connections." + which).tags(Tags.of("pool", pool)).gauges().stream().mapToInt(InstanceMeters::value).sum();
    }

    private static int value(Gauge gauge) {
        return (int) gauge.value();
    }
}
