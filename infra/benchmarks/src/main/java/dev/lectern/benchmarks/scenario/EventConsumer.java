// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.contracts.CloudEventHeaders;
import dev.lectern.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer of {@code lectern.events} as analytics have one, which notes when each event came. */
final class EventConsumer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Instant> arrivals = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread = Thread.ofPlatform().name("event-consumer").unstarted(this::consume);
    private volatile boolean open = true;

    private EventConsumer(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** From the topic's end on. */
    static EventConsumer of(String bootstrap) {
        var consumer = new KafkaConsumer<>(Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"), new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        var events = new EventConsumer(consumer);
        events.thread.start();
        return events;
    }

    private void consume() {
        while (open) {
            var messages = consumer.poll(Duration.ofMillis(100));
            var now = Instant.now();
            for (var message : messages) {
                arrivals.putIfAbsent(new String(message.headers().lastHeader(CloudEventHeaders.ID).value(), StandardCharsets.UTF_8), now);
            }
        }
    }

    /** When each event came, by its id. */
    Map<String, Instant> arrivals() {
        return arrivals;
    }

    /** Returns when so many have come since an instant, or when none can be expected any more. */
    void await(long number, Instant since) {
        var limit = Instant.now().plus(PATIENCE);
        while (arrivals.values().stream().filter(since::isBefore).count() < number && Instant.now().isBefore(limit)) {
            LockSupport.parkNanos(100_000_000);
        }
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        thread.join();
        consumer.close();
    }
}
