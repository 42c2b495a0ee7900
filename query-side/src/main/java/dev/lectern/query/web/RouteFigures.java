package dev.lectern.query.web;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What the requests of each route took on this instance: time and statements. */
@Component
public class RouteFigures {

    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    /**
     * A route's figures.
     *
     * @param requests             since the start
     * @param p50Ms                of the last two minutes, as {@code p95Ms} and {@code p99Ms}; 0 where nobody asked
     * @param maxMs                of the last two minutes
     * @param statementsPerRequest since the start, on average
     */
    @Schema(name = "FiguresOfRoute")
    public record Figures(String method, String route, long requests, double p50Ms, double p95Ms, double p99Ms, double maxMs,
                          double statementsPerRequest) {
    }

    private record Route(String method, String path) {
    }

    private record Meters(Timer time, DistributionSummary statements) {
    }

    private final MeterRegistry registry;
    /** Looked up here: the registry would make a name and tags of each request. */
    private final Map<Route, Meters> meters = new ConcurrentHashMap<>();

    RouteFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String method, String path, long nanoseconds, int statements) {
        var ofRoute = meters.computeIfAbsent(new Route(method, path), this::metersOf);
        ofRoute.time().record(nanoseconds, TimeUnit.NANOSECONDS);
        ofRoute.statements().record(statements);
    }

    private Meters metersOf(Route route) {
        return new Meters(
                Timer.builder("lectern.requests").description("what requests took, by route").tags("method", route.method(), "route", route.path())
                        .publishPercentiles(MEDIAN, P95, P99).register(registry),
                DistributionSummary.builder("lectern.requests.statements").description("SQL statements of a request, by route")
                        .tags("method", route.method(), "route", route.path()).register(registry));
    }

    /** Of all routes that were asked for, the busiest first. */
    public List<Figures> all() {
        return meters.entrySet().stream().map(entry -> figures(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Figures::requests).reversed().thenComparing(Figures::route)).toList();
    }

    private static Figures figures(Route route, Meters meters) {
        var time = meters.time().takeSnapshot();
        var quantiles = time.percentileValues();
        return new Figures(route.method(), route.path(), time.count(), quantiles[0].value(TimeUnit.MILLISECONDS),
                quantiles[1].value(TimeUnit.MILLISECONDS), quantiles[2].value(TimeUnit.MILLISECONDS),
                time.max(TimeUnit.MILLISECONDS), meters.statements().mean());
    }
}
