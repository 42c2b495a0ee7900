package dev.lectern.query.cache;

import dev.lectern.query.web.ServerTiming.CacheUse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** How often the cache had an answer, by kind, since this instance started. */
@Component
class CacheMetrics {

    private final Map<Kind, Map<CacheUse, Counter>> counters = new EnumMap<>(Kind.class);

    CacheMetrics(MeterRegistry meters) {
        for (var kind : Kind.values()) {
            var ofKind = new EnumMap<CacheUse, Counter>(CacheUse.class);
            for (var use : CacheUse.values()) {
                ofKind.put(use, Counter.builder("lectern.cache.requests").description("answers, by whether the cache had them")
                        .tag("kind", kind.word()).tag("result", use.name().toLowerCase(Locale.ROOT)).register(meters));
            }
            counters.put(kind, ofKind);
        }
    }

    void count(Kind kind, CacheUse use) {
        counter(kind, use).increment();
    }

    long counted(Kind kind, CacheUse use) {
        return (long) counter(kind, use).count();
    }

    private Counter counter(Kind kind, CacheUse use) {
        return Objects.requireNonNull(Objects.requireNonNull(counters.get(kind)).get(use), "all are there from the start");
    }
}
