package dev.lectern.command;

import dev.lectern.contracts.CloudEventHeaders;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalysisResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** What others see of Lectern on Kafka. */
public final class Kafka {

    private Kafka() {
    }

    /** Reads a topic from its beginning, committed messages only, until what was read satisfies the condition. */
    public static List<ConsumerRecord<String, String>> readUntil(String topic, Predicate<List<ConsumerRecord<String, String>>> enough) {
        try (var consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.kafkaBootstrap(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"), new StringDeserializer(), new StringDeserializer())) {
            var read = new ArrayList<ConsumerRecord<String, String>>();
            var partitions = Awaitility.await("the topic " + topic).until(() -> consumer.partitionsFor(topic), found -> !found.isEmpty())
                    .stream().map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await("messages on " + topic).atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                return enough.test(read);
            });
            return read;
        }
    }

    public static String header(ConsumerRecord<?, ?> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** As the NLP processor answers. */
    public static void answer(AnalysisResult result) {
        send("lectern.nlp.results", result.text().hex(), result.type(), LecternJson.MAPPER.writeValueAsBytes(result));
    }

    public static void send(String topic, String key, String type, byte[] value) {
        try (var producer = new KafkaProducer<>(Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.kafkaBootstrap()), new StringSerializer(), new ByteArraySerializer())) {
            var message = new ProducerRecord<>(topic, key, value);
            message.headers().add(CloudEventHeaders.TYPE, type.getBytes(StandardCharsets.UTF_8));
            producer.send(message);
        }
    }
}
