package dev.lectern.nlp.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.Topics;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.nlp.AnalyseChapter;
import dev.lectern.contracts.nlp.AnalysisResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A processor that is killed (SIGKILL) again and again while it reads. */
class KilledProcessorTest {

    private static final int CHAPTERS = 120;
    /** Killed as soon as so many results are there: somewhere within the next batch or its transaction. */
    private static final List<Integer> KILLED_AT = List.of(1, 14, 27, 45, 60, 83);

    @Test
    void every_chapter_is_answered_and_none_twice() throws Exception {
        try (var kafka = new KafkaUnderTest()) {
            IntStream.range(0, CHAPTERS).forEach(i -> kafka.ask(i % 3 == 0 ? Topics.NLP_REQUESTS_URGENT : Topics.NLP_REQUESTS,
                    KafkaUnderTest.chapter("chapter " + i)));
            for (int results : KILLED_AT) {
                kill(kafka, results);
            }

            var last = processor(kafka);
            try {
                var results = kafka.results(CHAPTERS);

                assertThat(results).extracting(AnalysisResult::text).containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, CHAPTERS).mapToObj(i -> KafkaUnderTest.chapter("chapter " + i).text()).toList());
            } finally {
                last.destroyForcibly().waitFor();
            }
            assertThat(kafka.results(CHAPTERS)).hasSize(CHAPTERS);
        }
    }

    private static void kill(KafkaUnderTest kafka, int results) throws Exception {
        var processor = processor(kafka);
        try {
            kafka.results(results);
        } finally {
            processor.destroyForcibly().waitFor();
        }
    }

    private static Process processor(KafkaUnderTest kafka) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), Processor.class.getName(), kafka.properties().bootstrap())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** The loop as the service runs it, in a process of its own, with an analysis that keeps a core busy for some milliseconds. */
    static final class Processor {

        public static void main(String[] arguments) throws InterruptedException {
            var properties = KafkaUnderTest.properties(arguments[0]);
            var metrics = new AnalysisMetrics(new SimpleMeterRegistry());
            new AnalysisLoop(properties, new Workers(Processor::analyse, 2, properties.limit(), false, metrics),
                    new Messages(InstantSource.system(), Connection.MOST_BYTES), metrics).start();
            new CountDownLatch(1).await();
        }

        private static AnalysisResult analyse(AnalyseChapter request) {
            ContentHash hash = request.text();
            for (int i = 0; i < 20_000; i++) {
                hash = ContentHash.of(hash.hex());
            }
            return KafkaUnderTest.nothing(request);
        }
    }
}
