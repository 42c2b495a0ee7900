package dev.lectern.command.relay;

import dev.lectern.command.eventstore.EventNotifier;
import dev.lectern.command.messaging.CloudEvents;
import dev.lectern.command.messaging.KafkaLoop;
import dev.lectern.command.messaging.KafkaProperties;
import dev.lectern.command.messaging.KafkaTopics;
import dev.lectern.command.messaging.WhichLog;
import dev.lectern.command.relay.ToldPositions.Told;
import dev.lectern.contracts.CloudEventHeaders;
import dev.lectern.contracts.Position;
import dev.lectern.contracts.Topics;
import dev.lectern.contracts.event.EventTypes;
import dev.lectern.contracts.log.EventLog;
import dev.lectern.contracts.log.LogIdentity;
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
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
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
 * <p>The position is a message on the one partition of {@link Topics#RELAY}. Kafka assigns that partition to one instance of
 * those on the same log, which is then the log's relay; the others stand by. One that was taken for dead and wakes up again is
 * fenced by the transactional id: its transaction is refused.
 *
 * <p>What stands at the position must be what Kafka was told. It isn't in a log that was restored to an earlier moment: relaying
 * on would skip what it has appended since, so nothing is relayed until an administrator has made it another log.
 */
@Component
class KafkaRelay extends KafkaLoop {

    /** What groups and transactions of relays are called, with the log's id behind it. */
    private static final String NAME = "lectern-relay";
    private static final int BATCH = 500;
    private static final Duration IDLE = Duration.ofMillis(100);
    /** A transaction costs Kafka more than a hundred events in it. */
    private static final Duration BETWEEN_TRANSACTIONS = Duration.ofMillis(60);

    private final KafkaProperties kafka;
    private final DataSource dataSource;
    private final WhichLog whichLog;
    private final Semaphore committed = new Semaphore(0);
    private volatile Instant caughtUpAt;
    private final Clock clock;

    KafkaRelay(KafkaProperties kafka, KafkaTopics topics, DataSource dataSource, WhichLog whichLog, EventNotifier notifier,
               Clock clock, MeterRegistry metrics) {
        super("kafka-relay", topics);
        this.kafka = kafka;
        this.dataSource = dataSource;
        this.whichLog = whichLog;
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
        var log = whichLog.identity();
        // a stand-by finds out too, so that each instance's health says it
        goOnAfter(log);
        var assignment = new Assignment();
        try (var membership = membership(log)) {
            membership.subscribe(List.of(Topics.RELAY), assignment);
            while (isRunning()) {
                membership.poll(IDLE);
                healthy();
                if (assignment.held) {
                    relayWhile(assignment, log, membership);
                }
            }
        }
    }

    private static final class Assignment implements ConsumerRebalanceListener {
        private boolean held;

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            held |= partitions.contains(ToldPositions.PARTITION);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            held &= !partitions.contains(ToldPositions.PARTITION);
        }
    }

    private void relayWhile(Assignment assignment, LogIdentity log, KafkaConsumer<String, byte[]> membership) throws InterruptedException {
        try (var producer = producer(NAME + "-" + log.id())) {
            // ends an earlier relay's open transaction, and with it that relay
            producer.initTransactions();
            replaceEarlierReleases(log);
            var position = goOnAfter(log);
            membership.pause(List.of(ToldPositions.PARTITION));
            while (isRunning() && assignment.held) {
                var started = clock.instant();
                var events = readAfter(position);
                if (!events.isEmpty()) {
                    publish(events, log, producer);
                    position = events.getLast().position();
                }
                if (events.size() < BATCH) {
                    caughtUpAt = started;
                    committed.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                    Thread.sleep(BETWEEN_TRANSACTIONS.minus(Duration.between(started, clock.instant())));
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
            throw unreadable(e);
        }
    }

    private static void publish(List<RecordedEvent> events, LogIdentity log, Producer<String, byte[]> producer) {
        producer.beginTransaction();
        for (var event : events) {
            producer.send(messageOf(event, log));
        }
        producer.send(ToldPositions.told(log, new Told(events.getLast().position(), events.getLast().id())));
        producer.commitTransaction();
    }

    private static ProducerRecord<String, byte[]> messageOf(RecordedEvent event, LogIdentity log) {
        var message = new ProducerRecord<>(Topics.EVENTS, event.aggregateId(),
                event.stored().json().getBytes(StandardCharsets.UTF_8));
        CloudEvents.describe(message.headers(), event.id().toString(),
                EventTypes.cloudEventType(event.stored().name(), event.stored().revision()), event.aggregateId(), event.recordedAt());
        CloudEvents.add(message.headers(), CloudEventHeaders.POSITION, event.position().toString());
        CloudEvents.add(message.headers(), CloudEventHeaders.LOG, log.id().toString());
        return message;
    }

    /** So that none of them goes on while this one does, which would tell the same events twice. */
    private void replaceEarlierReleases(LogIdentity log) {
        if (!ToldPositions.read(kafka.bootstrap()).mayBeEarlierReleases(log)) {
            return;
        }
        try (var theirs = producer(NAME)) {
            theirs.initTransactions();
            var told = ToldPositions.read(kafka.bootstrap()).of(log);
            requireInLog(log, told);
            theirs.beginTransaction();
            told.ifPresent(position -> theirs.send(ToldPositions.told(log, position)));
            theirs.send(ToldPositions.handedOver(log));
            theirs.commitTransaction();
        }
    }

    private Position goOnAfter(LogIdentity log) {
        var told = ToldPositions.read(kafka.bootstrap()).of(log);
        requireInLog(log, told);
        return told.map(Told::position).orElse(Position.START);
    }

    private void requireInLog(LogIdentity log, Optional<Told> told) {
        if (told.isPresent() && !isInLog(told.get())) {
            throw new IllegalStateException(("Kafka was told the log %s up to %s, and what was told is not there: the log was restored to an "
                    + "earlier moment, or is a copy of another. Nothing is told on. Run CALL events.become_another_log() as the owner of the "
                    + "database: then all of it is told under an id of its own.").formatted(log.id(), told.get().position()));
        }
    }

    private boolean isInLog(Told told) {
        try (var connection = dataSource.getConnection()) {
            return EventLog.idAt(connection, told.position()).filter(id -> told.event() == null || id.equals(told.event())).isPresent();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("the event log can't be read: " + e.getMessage(), e);
    }

    private KafkaConsumer<String, byte[]> membership(LogIdentity log) {
        return new KafkaConsumer<>(kafka.consumer(NAME + "-" + log.id()), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Producer<String, byte[]> producer(String transactions) {
        return new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactions,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000,
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KafkaTopics.LARGEST_MESSAGE_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000),
                new StringSerializer(), new ByteArraySerializer());
    }
}
