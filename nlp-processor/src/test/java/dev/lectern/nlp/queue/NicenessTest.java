package dev.lectern.nlp.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.Topics;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalyseChapter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What Linux says of the threads that analyse. */
@EnabledOnOs(OS.LINUX)
class NicenessTest {

    /** Of proc_pid_stat(5), without the name, which may hold anything, and all before it. */
    private static final int NICE = 19 - 3;

    @Test
    void threads_that_analyse_nicely_are_nice_and_no_others() throws InterruptedException {
        int before = niceness();

        assertThat(whileAnalysing(true)).isEqualTo(Niceness.NICE);
        assertThat(whileAnalysing(false)).isEqualTo(before);
        assertThat(niceness()).isEqualTo(before);
    }

    private static int whileAnalysing(boolean nice) throws InterruptedException {
        var seen = new AtomicInteger();
        var workers = new Workers(request -> {
            seen.set(niceness());
            return KafkaUnderTest.nothing(request);
        }, 1, Duration.ofSeconds(30), nice, new AnalysisMetrics(new SimpleMeterRegistry()));
        assertThat(workers.run(List.of(record(KafkaUnderTest.chapter("text"))))).hasOnlyElementsOfType(Outcome.Analysed.class);
        return seen.get();
    }

    private static ConsumerRecord<byte[], byte[]> record(AnalyseChapter request) {
        return new ConsumerRecord<>(Topics.NLP_REQUESTS, 0, 0, new byte[0], LecternJson.MAPPER.writeValueAsBytes(request));
    }

    /** Of this thread. */
    private static int niceness() {
        try {
            var stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
