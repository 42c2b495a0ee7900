package dev.lectern.nlp.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What Prometheus is told: chapters and their duration, tokens, failures, what waits in the queues. */
final class AnalysisMetrics {

    private final Timer duration;
    private final Counter tokens;
    private final MeterRegistry registry;
    private final Map<String, AtomicLong> waiting = new ConcurrentHashMap<>();

    AnalysisMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.duration = Timer.builder("lectern.nlp.analysis").description("Time to analyse a chapter or section")
                .publishPercentileHistogram().register(registry);
        this.tokens = Counter.builder("lectern.nlp.tokens").description("Tokens read").register(registry);
    }

    <T> T timed(Supplier<T> analysis) {
        return duration.record(analysis);
    }

    void read(int tokens) {
        this.tokens.increment(tokens);
    }

    void committed(Outcome outcome) {
        registry.counter("lectern.nlp.chapters", "outcome", switch (outcome) {
            case Outcome.Analysed _ -> "analysed";
            case Outcome.Failed _ -> "failed";
            case Outcome.Unreadable _ -> "unreadable";
        }).increment();
    }

    void waiting(String topic, long records) {
        waiting.computeIfAbsent(topic, name -> registry.gauge("lectern.nlp.queue.lag",
                java.util.List.of(io.micrometer.core.instrument.Tag.of("topic", name)), new AtomicLong())).set(records);
    }
}
