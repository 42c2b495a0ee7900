package dev.lectern.query.projection;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What Prometheus sees of the projections. */
final class ProjectionMetrics {

    private record Lag(AtomicLong events, AtomicLong milliseconds) {
    }

    private final MeterRegistry meters;
    private final Map<String, Lag> lags = new ConcurrentHashMap<>();

    ProjectionMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void folded(String projection, int events, long nanoseconds, int letters) {
        meters.counter("lectern.projection.events", "projection", projection).increment(events);
        DistributionSummary.builder("lectern.projection.batch.size").baseUnit("events").tag("projection", projection)
                .register(meters).record(events);
        Timer.builder("lectern.projection.batch").tag("projection", projection)
                .register(meters).record(nanoseconds, TimeUnit.NANOSECONDS);
        if (letters > 0) {
            meters.counter("lectern.projection.parked", "projection", projection).increment(letters);
        }
    }

    void failed(String projection) {
        meters.counter("lectern.projection.errors", "projection", projection).increment();
    }

    void lags(List<ProjectionStatus> statuses) {
        for (var status : statuses) {
            var lag = lags.computeIfAbsent(status.name(), this::gauges);
            lag.events().set(status.lagEvents());
            lag.milliseconds().set(status.lagMs());
        }
    }

    private Lag gauges(String projection) {
        var lag = new Lag(new AtomicLong(), new AtomicLong());
        meters.gauge("lectern.projection.lag.events", List.of(tag(projection)), lag.events());
        meters.gauge("lectern.projection.lag.ms", List.of(tag(projection)), lag.milliseconds());
        return lag;
    }

    private static Tag tag(String projection) {
        return Tag.of("projection", projection);
    }
}
