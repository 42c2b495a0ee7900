package dev.lectern.query.projection;

import dev.lectern.query.projection.ProjectionStatus.Activity;
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

    /** What was counted, and when. */
    private record Count(double events, double batches, long at) {
    }

    /** A time that is long enough for a rate. */
    private static final long MEASURED_OVER = TimeUnit.SECONDS.toNanos(5);

    private final MeterRegistry meters;
    private final Map<String, Lag> lags = new ConcurrentHashMap<>();
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final Map<String, Activity> activities = new ConcurrentHashMap<>();

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

    /** What this instance did for a projection of late. */
    Activity activity(String projection) {
        return activities.getOrDefault(projection, Activity.NONE);
    }

    private void measure(String projection) {
        var events = meters.counter("lectern.projection.events", "projection", projection).count();
        var batches = meters.timer("lectern.projection.batch", "projection", projection).count();
        var errors = meters.counter("lectern.projection.errors", "projection", projection).count();
        var now = new Count(events, batches, System.nanoTime());
        var before = counts.putIfAbsent(projection, now);
        if (before != null && now.at() - before.at() >= MEASURED_OVER) {
            counts.put(projection, now);
            double done = events - before.events();
            activities.put(projection, new Activity(Math.round(done * 1e9 / (now.at() - before.at())),
                    batches > before.batches() ? Math.round(done / (batches - before.batches())) : 0, Math.round(errors)));
        }
    }

    void lags(List<ProjectionStatus> statuses) {
        for (var status : statuses) {
            measure(status.name());
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
