package dev.lectern.nlp.queue;

import static dev.lectern.nlp.queue.KafkaUnderTest.chapter;
import static dev.lectern.nlp.queue.KafkaUnderTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.Topics;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalyseChapter;
import dev.lectern.contracts.nlp.AnalysisResult;
import dev.lectern.contracts.performance.InstanceFigures;
import dev.lectern.contracts.performance.InstanceFigures.AnalysisFigures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a processor says of itself, to a real broker. */
class ProcessorReportsTest {

    private final KafkaUnderTest kafka = new KafkaUnderTest();

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void it_says_what_it_has_analysed_and_that_it_goes() {
        var metrics = new AnalysisMetrics(new SimpleMeterRegistry());
        var loop = kafka.loop(request -> analysed(request, metrics), metrics);
        loop.start();
        kafka.ask(Topics.NLP_REQUESTS, chapter("good"));
        kafka.ask(Topics.NLP_REQUESTS, chapter("bad"));
        kafka.results(2);
        loop.stop();

        var reports = new ProcessorReports(kafka.properties(), metrics);
        reports.start();
        var report = kafka.await(Topics.NLP_PROCESSORS, records -> !records.isEmpty()).getFirst();
        reports.stop();

        assertThat(report.key()).asString().isEqualTo("test");
        assertThat(header(report, "ce_type")).isEqualTo(InstanceFigures.TYPE_OF_PROCESSORS);
        assertThat(figures(report).memory().heapBytes()).isPositive();
        var last = kafka.await(Topics.NLP_PROCESSORS, records -> records.getLast().value() == null);
        assertThat(last.getLast().key()).asString().isEqualTo("test");
        assertThat(figures(report).analysis()).isEqualTo(new AnalysisFigures(1, 1, 7, 0, 0, 2));
    }

    @Test
    void the_last_minute_begins_when_it_was_first_asked_for() {
        var metrics = new AnalysisMetrics(new SimpleMeterRegistry());
        metrics.read(100);
        assertThat(metrics.figures(1).tokensPerMinute()).isZero();
        metrics.read(30);
        metrics.timed(() -> assertThat(metrics.figures(1)).isEqualTo(new AnalysisFigures(0, 0, 130, 30, 1, 1)));
    }

    private static AnalysisResult analysed(AnalyseChapter request, AnalysisMetrics metrics) {
        metrics.read(request.content().equals("bad") ? 3 : 4);
        if (request.content().equals("bad")) {
            throw new IllegalStateException("bad");
        }
        return KafkaUnderTest.nothing(request);
    }

    private static InstanceFigures figures(ConsumerRecord<byte[], byte[]> report) {
        return LecternJson.MAPPER.readValue(report.value(), InstanceFigures.class);
    }
}
