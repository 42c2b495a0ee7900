package dev.lectern.command.limits;

import dev.lectern.command.web.Problem;
import io.github.bucket4j.BucketConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Counts what people do, and refuses what is too much. */
@Component
public class Limits {

    private final LimitProperties limits;
    private final Buckets buckets;
    private final MeterRegistry metrics;
    private final Map<Limit, BucketConfiguration> configurations = new EnumMap<>(Limit.class);

    Limits(LimitProperties limits, Buckets buckets, MeterRegistry metrics) {
        this.limits = limits;
        this.buckets = buckets;
        this.metrics = metrics;
        for (var limit : Limit.values()) {
            var rate = limits.of(limit);
            configurations.put(limit, BucketConfiguration.builder()
                    .addLimit(bandwidth -> bandwidth.capacity(rate.times()).refillGreedy(rate.times(), rate.per())).build());
        }
    }

    /**
     * Counts one more.
     *
     * @param who the reader or the address
     * @throws ErrorResponseException 429, with the time after which it is worth trying again, if that is too much
     */
    public void spend(Limit limit, String who) {
        refusal(limit, who).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** As {@link #spend}, for those who answer themselves. */
    Optional<ErrorResponseException> refusal(Limit limit, String who) {
        if (!limits.enabled()) {
            return Optional.empty();
        }
        var wait = buckets.take(key(limit, who), Objects.requireNonNull(configurations.get(limit)));
        if (wait.isZero()) {
            return Optional.empty();
        }
        metrics.counter("lectern.limits.refused", "limit", nameOf(limit)).increment();
        return Optional.of(tooMany(limit, wait));
    }

    /** What was counted turned out to be harmless. */
    public void giveBack(Limit limit, String who) {
        if (limits.enabled()) {
            buckets.giveBack(key(limit, who), Objects.requireNonNull(configurations.get(limit)));
        }
    }

    /** A bucket keeps the rate it was made with, so another rate is another bucket. */
    private String key(Limit limit, String who) {
        return "lectern:limit:" + nameOf(limit) + ":" + limits.of(limit) + ":" + who;
    }

    private static String nameOf(Limit limit) {
        return limit.name().toLowerCase(Locale.ROOT);
    }

    private static ErrorResponseException tooMany(Limit limit, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        var refusal = Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests",
                limit.sentence() + " Try again in " + seconds + (seconds == 1 ? " second." : " seconds."), Map.of("limit", nameOf(limit)));
        refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return refusal;
    }
}
