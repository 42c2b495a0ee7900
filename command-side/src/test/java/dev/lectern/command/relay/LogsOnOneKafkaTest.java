package dev.lectern.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.command.EventLogDatabase;
import dev.lectern.command.Servers;
import dev.lectern.command.eventstore.EventNotifier;
import dev.lectern.command.messaging.KafkaProperties;
import dev.lectern.command.messaging.KafkaTopics;
import dev.lectern.command.messaging.WhichLog;
import dev.lectern.contracts.CloudEventHeaders;
import dev.lectern.contracts.Position;
import dev.lectern.contracts.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** What Kafka is told of several logs, of a log that was restored, and of one that an earlier release told it of. */
class LogsOnOneKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private EmbeddedKafkaKraftBroker kafka;
    private KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();
    private final List<KafkaRelay> relays = new ArrayList<>();
    private EventLogDatabase house;
    private EventLogDatabase school;

    @BeforeEach
    void start() {
        kafka = Servers.startKafka();
        house = EventLogDatabase.create("house_" + System.nanoTime());
        school = EventLogDatabase.create("school_" + System.nanoTime());
        consumer = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getBrokersAsString(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"), new StringDeserializer(), new StringDeserializer());
        new KafkaTopics(properties()).ensure();
        var partitions = List.of(new TopicPartition(Topics.EVENTS, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    @AfterEach
    void stop() {
        relays.forEach(KafkaRelay::stop);
        consumer.close();
        house.dataSource().close();
        school.dataSource().close();
        kafka.destroy();
    }

    @Test
    void two_logs_are_each_told_whole_and_once() {
        append(house, "kitchen", 0, 700);
        append(school, "classroom", 0, 20);
        relay(house);
        relay(school);
        relay(house);
        awaitTold(house, 700);
        append(school, "classroom", 20, 30);
        append(house, "kitchen", 700, 30);
        awaitTold(school, 50);
        awaitTold(house, 730);

        relays.forEach(KafkaRelay::stop);
        relays.clear();
        append(house, "kitchen", 730, 5);
        append(school, "classroom", 50, 5);
        relay(school);
        relay(house);
        awaitTold(house, 735);
        awaitTold(school, 55);
        assertThat(toldOf(house)).isEqualTo(log(house));
        assertThat(toldOf(school)).isEqualTo(log(school));
    }

    @Test
    void a_log_that_was_restored_to_an_earlier_moment_is_not_told_on_until_it_is_another() {
        append(house, "kitchen", 0, 10);
        var relay = relay(house);
        awaitTold(house, 10);
        relay.stop();
        restore(house, 6);
        append(house, "cellar", 0, 3);

        var after = relay(house);
        var standBy = relay(house);
        for (var refused : List.of(after, standBy)) {
            Awaitility.await().atMost(PATIENCE).until(() -> reason(refused).contains("CALL events.become_another_log()"));
        }
        assertThat(toldOf(house)).hasSize(10);

        JdbcClient.create(house.dataSource()).sql("CALL events.become_another_log()").update();
        awaitTold(house, 9);
        assertThat(toldOf(house)).isEqualTo(log(house));
        Awaitility.await().atMost(PATIENCE).until(() -> after.health().getStatus().equals(Status.UP) && standBy.health().getStatus().equals(Status.UP));
    }

    @Test
    void another_event_at_the_place_that_kafka_knows_is_noticed_too() {
        append(house, "kitchen", 0, 10);
        var relay = relay(house);
        awaitTold(house, 10);
        relay.stop();
        JdbcClient.create(house.dataSource()).sql("UPDATE events.event SET id = gen_random_uuid() WHERE sequence = 9").update();

        var after = relay(house);
        Awaitility.await().atMost(PATIENCE).until(() -> reason(after).contains("restored to an earlier moment"));
    }

    @Test
    void a_log_that_an_earlier_release_told_of_is_told_on_where_that_one_stopped() {
        append(house, "kitchen", 0, 10);
        var positions = positions(house);
        earlierReleaseTold(positions.get(3).toString());
        earlierReleaseTold(positions.get(6).toString());
        relay(house);
        awaitTold(house, 3);
        append(house, "kitchen", 10, 2);
        awaitTold(house, 5);
        assertThat(toldOf(house)).isEqualTo(log(house).subList(7, 12));

        // an earlier release that is still there reads every message on the topic as a position, and can't go on
        assertThatThrownBy(() -> relayTopic().forEach(message -> Position.parse(message.value()))).hasMessageContaining("a later release tells");

        append(school, "classroom", 0, 4);
        relay(school);
        awaitTold(school, 4);
        assertThat(toldOf(school)).isEqualTo(log(school));
    }

    @Test
    void what_an_earlier_release_told_of_another_log_is_not_taken_for_this_ones() {
        earlierReleaseTold("987654321.12");
        append(school, "classroom", 0, 4);
        var relay = relay(school);
        Awaitility.await().atMost(PATIENCE).until(() -> reason(relay).contains("is a copy of another"));
        assertThat(toldOf(school)).isEmpty();

        JdbcClient.create(school.dataSource()).sql("CALL events.become_another_log()").update();
        awaitTold(school, 4);
        assertThat(toldOf(school)).isEqualTo(log(school));
        assertThat(relayTopic()).noneSatisfy(message -> assertThat(message.value()).startsWith("a later release"));
    }

    private KafkaRelay relay(EventLogDatabase log) {
        var properties = properties();
        var relay = new KafkaRelay(properties, new KafkaTopics(properties), log.dataSource(), new WhichLog(log.dataSource()),
                new EventNotifier(JdbcClient.create(log.dataSource())), Clock.systemUTC(), new SimpleMeterRegistry());
        relay.start();
        relays.add(relay);
        return relay;
    }

    private KafkaProperties properties() {
        return new KafkaProperties(kafka.getBrokersAsString(), null, 1, (short) 1);
    }

    private static void append(EventLogDatabase log, String aggregate, int first, int count) {
        JdbcClient.create(log.dataSource()).sql("""
                INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
                SELECT gen_random_uuid(), 'Test', :aggregate, n, 'book.deleted', 1, '{}', '{}', now()
                  FROM generate_series(CAST(:first AS bigint), CAST(:last AS bigint)) AS n
                """).param("aggregate", aggregate).param("first", first).param("last", first + count - 1).update();
    }

    /** As a backup does it that was taken when there were so many events. */
    private static void restore(EventLogDatabase log, int events) {
        JdbcClient.create(log.dataSource()).sql("DELETE FROM events.event WHERE sequence >= ?").param(events).update();
    }

    private void earlierReleaseTold(String position) {
        try (var producer = new KafkaProducer<>(Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getBrokersAsString()),
                new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.RELAY, 0, "position", position));
        }
    }

    private void awaitTold(EventLogDatabase log, int count) {
        Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> {
            consumer.poll(Duration.ofMillis(20)).forEach(seen::add);
            return toldOf(log).size() >= count;
        });
    }

    /** Ids in the order of Kafka. */
    private List<String> toldOf(EventLogDatabase log) {
        var id = JdbcClient.create(log.dataSource()).sql("SELECT id::text FROM events.log").query(String.class).single();
        return seen.stream().filter(event -> id.equals(header(event, CloudEventHeaders.LOG)))
                .map(event -> header(event, CloudEventHeaders.ID)).toList();
    }

    private static List<String> log(EventLogDatabase log) {
        return JdbcClient.create(log.dataSource()).sql("SELECT id::text FROM events.event ORDER BY tx, index").query(String.class).list();
    }

    private static List<Position> positions(EventLogDatabase log) {
        return JdbcClient.create(log.dataSource()).sql("SELECT tx::text::bigint AS tx, index FROM events.event ORDER BY event.tx, index")
                .query((row, _) -> new Position(row.getLong("tx"), row.getLong("index"))).list();
    }

    private List<ConsumerRecord<String, String>> relayTopic() {
        try (var reader = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getBrokersAsString(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"), new StringDeserializer(), new StringDeserializer())) {
            var all = new ArrayList<ConsumerRecord<String, String>>();
            reader.assign(List.of(ToldPositions.PARTITION));
            reader.seekToBeginning(List.of(ToldPositions.PARTITION));
            long end = reader.endOffsets(List.of(ToldPositions.PARTITION)).get(ToldPositions.PARTITION);
            while (reader.position(ToldPositions.PARTITION) < end) {
                reader.poll(Duration.ofMillis(100)).forEach(all::add);
            }
            return all;
        }
    }

    private static String reason(KafkaRelay relay) {
        return String.valueOf(relay.health().getDetails().get("reason"));
    }

    private static @Nullable String header(ConsumerRecord<?, ?> message, String name) {
        @Nullable Header header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
