package dev.lectern.nlp.queue;

import dev.lectern.contracts.performance.InstanceFigures.AnalysisFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What Prometheus is told: chapters and their duration, tokens, failures, what waits in the queues. */
final class AnalysisMetrics {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    /** How many tokens had been read at a time. */
    private record Mark(long nanoTime, double tokens) {
    }

    private final Timer duration;
    private final Counter tokens;
    private final AtomicInteger busy = new AtomicInteger();
    /** Of the last minute, a mark for each time that somebody asked. */
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private final MeterRegistry registry;
    private final Map<String, AtomicLong> waiting = new ConcurrentHashMap<>();

    AnalysisMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.duration = Timer.builder("lectern.nlp.analysis").description("Time to analyse a chapter or section")
                .publishPercentileHistogram().register(registry);
        this.tokens = Counter.builder("lectern.nlp.tokens").description("Tokens read").register(registry);
    }

    <T> T timed(Supplier<T> analysis) {
        busy.incrementAndGet();
        try {
            return duration.record(analysis);
        } finally {
            busy.decrementAndGet();
        }
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

    /** To be asked every few seconds, for the last minute's tokens. */
    synchronized AnalysisFigures figures(int workers) {
        var now = new Mark(System.nanoTime(), tokens.count());
        marks.add(now);
        while (now.nanoTime() - marks.getFirst().nanoTime() > MINUTE) {
            marks.removeFirst();
        }
        return new AnalysisFigures(counted("analysed"), counted("failed"), (long) now.tokens(),
                (long) (now.tokens() - marks.getFirst().tokens()), busy.get(), workers);
    }

    private long counted(String outcome) {
        var counter = registry.find("lectern.nlp.chapters").tag("outcome", outcome).counter();
        return counter == null ? 0 : (long) counter.count();
    }
}
