package dev.lectern.nlp.queue;

import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalyseChapter;
import dev.lectern.contracts.nlp.AnalysisResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;

/**
 * Analyses a batch on a bounded number of threads. A chapter that is over its limit is given up, and its thread, should
 * it not even stop when interrupted, keeps no other chapter from being analysed.
 */
final class Workers {

    private final Analysis analysis;
    private final Duration limit;
    private final Semaphore free;
    private final boolean nice;
    private final AnalysisMetrics metrics;

    /** @param nice whether what else the machine does goes first */
    Workers(Analysis analysis, int most, Duration limit, boolean nice, AnalysisMetrics metrics) {
        this.analysis = analysis;
        this.limit = limit;
        this.free = new Semaphore(most);
        this.nice = nice;
        this.metrics = metrics;
    }

    /** In the order of the records; as many threads as there are records, up to the most. */
    List<Outcome> run(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        var pending = new ArrayList<CompletableFuture<Outcome>>();
        for (var record : records) {
            pending.add(start(record));
        }
        return pending.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Outcome> start(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        AnalyseChapter request;
        try {
            request = request(record);
        } catch (JacksonException | IllegalArgumentException e) {
            return CompletableFuture.completedFuture(new Outcome.Unreadable(record, e));
        }
        free.acquire();
        var result = new CompletableFuture<AnalysisResult>();
        var thread = Thread.ofPlatform().daemon().name("analysis-" + record.topic() + "-" + record.partition() + "-" + record.offset())
                .start(() -> {
                    if (nice) {
                        Niceness.begin();
                    }
                    try {
                        result.complete(metrics.timed(() -> analysis.of(request)));
                    } catch (Throwable e) {
                        // an OutOfMemoryError or StackOverflowError of one chapter is that chapter's failure
                        result.completeExceptionally(e);
                    }
                });
        return result.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).handle((found, failure) -> {
            free.release();
            if (failure == null) {
                return new Outcome.Analysed(record, found);
            }
            thread.interrupt();
            var cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : failure;
            return new Outcome.Failed(record, new AnalysisResult.AnalysisFailed(request.text(), request.extractor(), request.section(),
                    request.sections(), reason(cause)), cause);
        });
    }

    private static AnalyseChapter request(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("a request has a value");
        }
        var request = LecternJson.MAPPER.readValue(record.value(), AnalyseChapter.class);
        if (request.text() == null || request.extractor() == null || request.language() == null || request.content() == null
                || request.offset() < 0 || request.section() < 1 || request.section() > request.sections()) {
            throw new IllegalArgumentException("a request has a text, an extractor, a language, a content and a place in the chapter");
        }
        return request;
    }

    private String reason(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "The chapter was not analysed within " + limit.toSeconds() + " s.";
        }
        return cause.getMessage() == null ? "The analysis failed: " + cause.getClass().getSimpleName() + "." : cause.getMessage();
    }
}
