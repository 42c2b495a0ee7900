package dev.lectern.command.relay;

import dev.lectern.command.messaging.CloudEvents;
import dev.lectern.contracts.CloudEventHeaders;
import dev.lectern.contracts.Position;
import dev.lectern.contracts.Topics;
import dev.lectern.contracts.log.LogIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * How far Kafka was told which log: the last message of each key on the one partition of {@link Topics#RELAY}. The key is the
 * log's id.
 *
 * <p>Earlier releases had one key for whatever log there was. A log that never had another id takes that position for its own,
 * and puts {@link #handedOver} in its place, which those releases refuse to go on from.
 */
final class ToldPositions {

    static final TopicPartition PARTITION = new TopicPartition(Topics.RELAY, 0);
    private static final String EARLIER_KEY = "position";
    private static final String HANDED_OVER = "a later release tells Kafka the log ";
    private static final Duration WAIT = Duration.ofMillis(100);

    /** @param event what stands there, absent in what earlier releases wrote */
    record Told(Position position, @Nullable UUID event) {
    }

    private final Map<String, ConsumerRecord<String, byte[]>> last;

    private ToldPositions(Map<String, ConsumerRecord<String, byte[]>> last) {
        this.last = last;
    }

    /** What committed transactions have told until now. */
    static ToldPositions read(String bootstrap) {
        var last = new HashMap<String, ConsumerRecord<String, byte[]>>();
        try (var reader = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(List.of(PARTITION));
            reader.seekToBeginning(List.of(PARTITION));
            long end = reader.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            while (reader.position(PARTITION) < end) {
                reader.poll(WAIT).forEach(message -> last.put(message.key(), message));
            }
        }
        return new ToldPositions(last);
    }

    /** Where the log has been told to, also if an earlier release did it. */
    Optional<Told> of(LogIdentity log) {
        return Optional.ofNullable(last.get(log.id().toString())).or(() -> mayBeEarlierReleases(log) ? earlier() : Optional.empty())
                .map(message -> new Told(Position.parse(text(message.value())), event(message)));
    }

    /** Whether relays of an earlier release may be at work on this log, or have been. */
    boolean mayBeEarlierReleases(LogIdentity log) {
        return log.predecessor() == null && !last.containsKey(log.id().toString())
                && (!last.containsKey(EARLIER_KEY) || earlier().isPresent());
    }

    private Optional<ConsumerRecord<String, byte[]>> earlier() {
        return Optional.ofNullable(last.get(EARLIER_KEY)).filter(message -> !text(message.value()).startsWith(HANDED_OVER));
    }

    /** Says that a log has been told up to an event. */
    static ProducerRecord<String, byte[]> told(LogIdentity log, Told told) {
        var message = message(log.id().toString(), told.position().toString());
        if (told.event() != null) {
            CloudEvents.add(message.headers(), CloudEventHeaders.ID, told.event().toString());
        }
        return message;
    }

    /** Says that no earlier release is to go on. */
    static ProducerRecord<String, byte[]> handedOver(LogIdentity log) {
        return message(EARLIER_KEY, HANDED_OVER + log.id());
    }

    private static ProducerRecord<String, byte[]> message(String key, String value) {
        return new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), key, value.getBytes(StandardCharsets.US_ASCII));
    }

    private static @Nullable UUID event(ConsumerRecord<String, byte[]> message) {
        var id = message.headers().lastHeader(CloudEventHeaders.ID);
        return id == null ? null : UUID.fromString(text(id.value()));
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.US_ASCII);
    }
}
