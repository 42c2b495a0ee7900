package dev.lectern.command.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Servers;
import dev.lectern.command.messaging.KafkaProperties;
import dev.lectern.command.messaging.KafkaTopics;
import dev.lectern.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Where a log's group begins to read results. */
class EarlierOffsetsTest {

    private static final TopicPartition RESULTS = new TopicPartition(Topics.NLP_RESULTS, 0);

    private static EmbeddedKafkaKraftBroker broker;
    private static KafkaProperties kafka;

    @BeforeAll
    static void start() {
        broker = Servers.startKafka();
        kafka = new KafkaProperties(broker.getBrokersAsString(), null, 1, (short) 1);
        new KafkaTopics(kafka).ensure();
        try (var producer = new KafkaProducer<>(Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.getBrokersAsString()),
                new StringSerializer(), new StringSerializer())) {
            List.of("one", "two", "three", "four").forEach(result -> producer.send(new ProducerRecord<>(Topics.NLP_RESULTS, 0, "", result)));
        }
    }

    @AfterAll
    static void stop() {
        broker.destroy();
    }

    @Test
    void a_new_group_begins_where_that_of_earlier_releases_stopped_and_then_goes_its_own_way() {
        assertThat(readAs("lectern-command-before-all", "one")).startsWith("one");

        readTo(2);
        assertThat(readAs("lectern-command-house", "three")).startsWith("three");
        readTo(4);
        assertThat(readAs("lectern-command-house", "four")).startsWith("four");
    }

    /** An earlier release's group reads so many results. */
    private static void readTo(long offset) {
        try (var consumer = new KafkaConsumer<>(kafka.consumer("lectern-command"), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(RESULTS));
            consumer.commitSync(Map.of(RESULTS, new OffsetAndMetadata(offset)));
        }
    }

    /** Reads until a result has come, and has read as far as that. */
    private static List<String> readAs(String group, String until) {
        try (var consumer = new KafkaConsumer<>(kafka.consumer(group), new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.NLP_RESULTS), new EarlierOffsets(kafka.bootstrap(), consumer));
            var read = new ArrayList<String>();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (var message : consumer.poll(Duration.ofMillis(100))) {
                    read.add(message.value());
                    if (message.value().equals(until)) {
                        consumer.commitSync(Map.of(RESULTS, new OffsetAndMetadata(message.offset() + 1)));
                    }
                }
                return read.contains(until);
            });
            return read;
        }
    }
}
