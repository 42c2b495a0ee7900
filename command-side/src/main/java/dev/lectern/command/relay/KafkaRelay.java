package dev.lectern.command.relay;

import dev.lectern.command.eventstore.EventNotifier;
import dev.lectern.command.messaging.CloudEvents;
import dev.lectern.command.messaging.KafkaLoop;
import dev.lectern.command.messaging.KafkaProperties;
import dev.lectern.command.messaging.KafkaTopics;
import dev.lectern.contracts.CloudEventHeaders;
import dev.lectern.contracts.Position;
import dev.lectern.contracts.Topics;
import dev.lectern.contracts.event.EventTypes;
import dev.lectern.contracts.log.EventLog;
import dev.lectern.contracts.log.RecordedEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.stereotype.Component;

/**
 * Publishes every domain event to Kafka, in order per aggregate and once for a {@code read_committed} consumer: events and
 * the relay's own position are written in one Kafka transaction.
 *
 * <p>The position is a message on the one partition of {@link Topics#RELAY}. Kafka assigns that partition to one instance,
 * which is then the relay; the others stand by. One that was taken for dead and wakes up again is fenced by the
 * transactional id: its transaction is refused.
 */
@Component
class KafkaRelay extends KafkaLoop {

    private static final TopicPartition POSITIONS = new TopicPartition(Topics.RELAY, 0);
    private static final String POSITION_KEY = "position";
    private static final int BATCH = 500;
    private static final Duration IDLE = Duration.ofMillis(100);

    private final KafkaProperties kafka;
    private final DataSource dataSource;
    private final Semaphore committed = new Semaphore(0);
    private volatile Instant caughtUpAt;
    private final Clock clock;

    KafkaRelay(KafkaProperties kafka, KafkaTopics topics, DataSource dataSource, EventNotifier notifier, Clock clock,
               MeterRegistry metrics) {
        super("kafka-relay", topics);
        this.kafka = kafka;
        this.dataSource = dataSource;
        this.clock = clock;
        this.caughtUpAt = clock.instant();
        notifier.wake(committed::release);
        Gauge.builder("lectern.relay.lag", () -> Duration.between(caughtUpAt, clock.instant()).toMillis() / 1000.0)
                .description("How long ago the relay had last published everything; on a stand-by it grows")
                .baseUnit("seconds").register(metrics);
    }

    /** One membership in the group: stands by until the partition is assigned, relays while it is. */
    @Override
    protected void session() throws InterruptedException {
        var assignment = new Assignment();
        try (var membership = membership()) {
            membership.subscribe(List.of(Topics.RELAY), assignment);
            while (isRunning()) {
                membership.poll(IDLE);
                healthy();
                if (assignment.held) {
                    relayWhile(assignment, membership);
                }
            }
        }
    }

    private static final class Assignment implements ConsumerRebalanceListener {
        private boolean held;

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            held |= partitions.contains(POSITIONS);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            held &= !partitions.contains(POSITIONS);
        }
    }

    private void relayWhile(Assignment assignment, KafkaConsumer<String, byte[]> membership) throws InterruptedException {
        try (var producer = producer()) {
            // ends an earlier relay's open transaction, and with it that relay
            producer.initTransactions();
            var position = lastPosition();
            membership.pause(List.of(POSITIONS));
            while (isRunning() && assignment.held) {
                var started = clock.instant();
                var events = readAfter(position);
                if (!events.isEmpty()) {
                    publish(events, producer);
                    position = events.getLast().position();
                }
                if (events.size() < BATCH) {
                    caughtUpAt = started;
                    committed.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                    committed.drainPermits();
                }
                membership.poll(Duration.ZERO);
                healthy();
            }
        }
    }

    private List<RecordedEvent> readAfter(Position position) {
        try (var connection = dataSource.getConnection()) {
            return EventLog.readAfter(connection, position, BATCH);
        } catch (SQLException e) {
            throw new IllegalStateException("the event log can't be read: " + e.getMessage(), e);
        }
    }

    private static void publish(List<RecordedEvent> events, Producer<String, byte[]> producer) {
        producer.beginTransaction();
        for (var event : events) {
            producer.send(messageOf(event));
        }
        producer.send(new ProducerRecord<>(Topics.RELAY, POSITIONS.partition(), POSITION_KEY,
                events.getLast().position().toString().getBytes(StandardCharsets.US_ASCII)));
        producer.commitTransaction();
    }

    private static ProducerRecord<String, byte[]> messageOf(RecordedEvent event) {
        var message = new ProducerRecord<>(Topics.EVENTS, event.aggregateId(),
                event.stored().json().getBytes(StandardCharsets.UTF_8));
        CloudEvents.describe(message.headers(), event.id().toString(),
                EventTypes.cloudEventType(event.stored().name(), event.stored().revision()), event.aggregateId(), event.recordedAt());
        CloudEvents.add(message.headers(), CloudEventHeaders.POSITION, event.position().toString());
        return message;
    }

    /** What the last committed transaction of any relay says. */
    private Position lastPosition() {
        var last = Position.START;
        try (var reader = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(List.of(POSITIONS));
            reader.seekToBeginning(List.of(POSITIONS));
            long end = reader.endOffsets(List.of(POSITIONS)).getOrDefault(POSITIONS, 0L);
            while (reader.position(POSITIONS) < end) {
                for (var message : reader.poll(IDLE)) {
                    last = Position.parse(new String(message.value(), StandardCharsets.US_ASCII));
                }
            }
        }
        return last;
    }

    private KafkaConsumer<String, byte[]> membership() {
        return new KafkaConsumer<>(kafka.consumer("lectern-relay"), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Producer<String, byte[]> producer() {
        return new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, "lectern-relay",
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000,
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KafkaTopics.LARGEST_MESSAGE_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000),
                new StringSerializer(), new ByteArraySerializer());
    }
}
