package dev.lectern.command.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.EventLogDatabase;
import dev.lectern.command.Kafka;
import dev.lectern.command.Servers;
import dev.lectern.command.SmallEpub;
import dev.lectern.contracts.Topics;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalyseChapter;
import dev.lectern.contracts.nlp.AnalysisResult.DescriptionsExtracted;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two installations on one Kafka: each hears of what it has asked for. */
class TwoLogsOneProcessorTest {

    private static final int CHAPTERS = 8;

    @Test
    void a_result_reaches_whoever_asked_for_it_and_nobody_else() {
        var mark = UUID.randomUUID().toString();
        try (var house = Servers.startService("lectern.postgres.url=" + EventLogDatabase.create("two_logs_house").url());
             var other = Servers.startService("lectern.postgres.url=" + EventLogDatabase.create("two_logs_school").url())) {
            var chapters = IntStream.range(0, CHAPTERS).mapToObj(n -> "Chapter " + n + " of " + mark).toArray(String[]::new);
            upload(house, chapters);
            // after all that the house asked for
            var last = "The last word of " + mark;
            Kafka.readUntil(Topics.NLP_REQUESTS, read -> read.stream().filter(message -> message.value().contains(mark)).count() == CHAPTERS);
            upload(other, last);

            Kafka.readUntil(Topics.NLP_REQUESTS, read -> read.stream().filter(message -> message.value().contains(mark)).count() == CHAPTERS + 1)
                    .stream().filter(message -> message.value().contains(mark))
                    .map(message -> LecternJson.MAPPER.readValue(message.value(), AnalyseChapter.class))
                    .forEach(asked -> Kafka.answer(new DescriptionsExtracted(asked.text(), asked.extractor(), 1, 1, List.of())));

            awaitAnalysed(house, CHAPTERS);
            awaitAnalysed(other, 1);
            assertThat(recorded(house)).isEqualTo(CHAPTERS);
            assertThat(recorded(other)).isOne();
        }
    }

    private static void upload(ConfigurableApplicationContext service, String... chapters) {
        var reader = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"))).newReader();
        assertThat(reader.upload(SmallEpub.titled("A Book", chapters)).status()).isEqualTo(202);
    }

    private static void awaitAnalysed(ConfigurableApplicationContext service, int chapters) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> count(service, "book.chapter-analysed") == chapters);
    }

    private static long recorded(ConfigurableApplicationContext service) {
        return count(service, "analysis.descriptions-recorded");
    }

    private static long count(ConfigurableApplicationContext service, String event) {
        return service.getBean(JdbcClient.class).sql("SELECT count(*) FROM events.event WHERE name = ?").param(event).query(Long.class).single();
    }
}
