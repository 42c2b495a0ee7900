package dev.lectern.web.performance;

import dev.lectern.contracts.performance.InstanceFigures.RouteFigures;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What the requests of each route took on this instance: time and statements. */
public final class RouteMeters {

    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;

    private record Route(String method, String path) {
    }

    private record Meters(Timer time, DistributionSummary statements) {
    }

    private final MeterRegistry registry;
    /** Looked up here: the registry would make a name and tags of each request. */
    private final Map<Route, Meters> meters = new ConcurrentHashMap<>();

    RouteMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param path as the route is written, with the names of what varies */
    public void count(String method, String path, long nanoseconds, int statements) {
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
    List<RouteFigures> figures() {
        return meters.entrySet().stream().map(entry -> figures(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(RouteFigures::requests).reversed().thenComparing(RouteFigures::route)).toList();
    }

    private static RouteFigures figures(Route route, Meters meters) {
        var time = meters.time().takeSnapshot();
        var quantiles = time.percentileValues();
        return new RouteFigures(route.method(), route.path(), time.count(), quantiles[0].value(TimeUnit.MILLISECONDS),
                quantiles[1].value(TimeUnit.MILLISECONDS), quantiles[2].value(TimeUnit.MILLISECONDS),
                time.max(TimeUnit.MILLISECONDS), meters.statements().mean());
    }
}
