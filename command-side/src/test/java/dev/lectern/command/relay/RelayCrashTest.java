package dev.lectern.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.EventLogDatabase;
import dev.lectern.contracts.CloudEventHeaders;
import dev.lectern.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** What a {@code read_committed} consumer has of the event log, whatever happens to the relays and to the broker. */
class RelayCrashTest {

    private static final int KILLS = 50;
    private static final int AGGREGATES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private EmbeddedKafkaKraftBroker kafka;
    private EventLogDatabase database;
    private JdbcClient jdbc;
    private KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();
    private final AtomicBoolean writing = new AtomicBoolean(true);
    /** How many events the writer may be ahead of the consumer. */
    private final Semaphore ahead = new Semaphore(500);
    private Thread writer;

    @BeforeEach
    void start() {
        kafka = new EmbeddedKafkaKraftBroker(1, 3, Topics.EVENTS);
        kafka.brokerProperty("transaction.state.log.replication.factor", "1");
        kafka.brokerProperty("transaction.state.log.min.isr", "1");
        kafka.brokerProperty("group.initial.rebalance.delay.ms", "0");
        kafka.afterPropertiesSet();
        database = EventLogDatabase.create("relay_" + System.nanoTime());
        jdbc = JdbcClient.create(database.dataSource());
        consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getBrokersAsString(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"), new StringDeserializer(), new StringDeserializer());
        var partitions = List.of(new TopicPartition(Topics.EVENTS, 0), new TopicPartition(Topics.EVENTS, 1), new TopicPartition(Topics.EVENTS, 2));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        writer = Thread.ofVirtual().start(this::write);
    }

    @AfterEach
    void stop() throws InterruptedException {
        stopWriting();
        consumer.close();
        database.dataSource().close();
        kafka.destroy();
    }

    @Test
    void nothing_is_lost_and_nothing_repeated_when_the_relay_is_killed_at_any_moment() throws Exception {
        var random = new Random(7);
        for (int kill = 0; kill < KILLS; kill++) {
            try (var relay = RelayProcess.start(database.url(), kafka.getBrokersAsString(), "only")) {
                awaitSeen(seen.size() + 1 + random.nextInt(100));
            }
        }
        try (var last = RelayProcess.start(database.url(), kafka.getBrokersAsString(), "only")) {
            expectTheWholeLog();
        }
    }

    @Test
    void a_relay_that_was_frozen_finds_itself_replaced_and_writes_nothing_more() throws Exception {
        try (var first = RelayProcess.start(database.url(), kafka.getBrokersAsString(), "")) {
            awaitSeen(100);
            try (var second = RelayProcess.start(database.url(), kafka.getBrokersAsString(), "")) {
                first.freeze();
                awaitSeen(seen.size() + 2_000);
                first.thaw();
                awaitSeen(seen.size() + 2_000);
                expectTheWholeLog();
            }
        }
    }

    @Test
    void the_relay_goes_on_when_the_broker_comes_back() throws Exception {
        try (var relay = RelayProcess.start(database.url(), kafka.getBrokersAsString(), "only")) {
            awaitSeen(100);
            var broker = kafka.getCluster().brokers().get(0);
            broker.shutdown();
            broker.awaitShutdown();
            long events = countEvents();
            ahead.release(500);
            Awaitility.await().until(() -> countEvents() > events + 100);
            broker.startup();
            expectTheWholeLog();
        }
    }

    /** Appends a few events a transaction, as long as the consumer is not too far behind. */
    private void write() {
        var random = new Random(3);
        var next = new HashMap<String, Long>();
        while (writing.get()) {
            var aggregate = "aggregate " + random.nextInt(AGGREGATES);
            long first = next.getOrDefault(aggregate, 0L);
            int count = 1 + random.nextInt(4);
            ahead.acquireUninterruptibly(count);
            jdbc.sql("""
                    INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
                    SELECT gen_random_uuid(), 'Test', :aggregate, n, 'book.deleted', 1, '{}', '{}', now()
                      FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS n
                    """).param("aggregate", aggregate).param("first", first).param("last", first + count - 1).update();
            next.put(aggregate, first + count);
        }
    }

    private long countEvents() {
        return jdbc.sql("SELECT count(*) FROM events.event").query(Long.class).single();
    }

    private void stopWriting() throws InterruptedException {
        writing.set(false);
        ahead.release(1_000);
        writer.join();
    }

    private void awaitSeen(int count) {
        Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).atMost(PATIENCE).until(() -> {
            for (var event : consumer.poll(Duration.ofMillis(20))) {
                seen.add(event);
                ahead.release();
            }
            return seen.size() >= count;
        });
    }

    private void expectTheWholeLog() throws InterruptedException {
        stopWriting();
        var log = jdbc.sql("SELECT aggregate_id || ' ' || sequence || ' ' || id FROM events.event")
                .query(String.class).list();
        awaitSeen(log.size());
        consumer.poll(Duration.ofSeconds(1)).forEach(seen::add);
        Map<String, Integer> next = new HashMap<>();
        // order per key: the n-th event of a key that was seen is the n-th of its aggregate
        assertThat(seen.stream().map(event -> event.key() + " " + (next.merge(event.key(), 1, Integer::sum) - 1) + " " + id(event)).sorted().toList())
                .isEqualTo(log.stream().sorted().toList());
    }

    private static String id(ConsumerRecord<String, String> event) {
        return new String(event.headers().lastHeader(CloudEventHeaders.ID).value(), StandardCharsets.UTF_8);
    }
}
