// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.services;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows what happens as any analytics consumer does: the topic of all public events, committed ones only. */
public final class PublicEvents implements AutoCloseable {

    /** Is told of each event in the order of its key. */
    public interface Listener {
        /** @param type the CloudEvents type, such as {@code lectern.book.imported.v1} */
        void happened(String type, JsonNode data);
    }

    private static final Logger LOG = LoggerFactory.getLogger(PublicEvents.class);
    private static final String TOPIC = "lectern.events";
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Listener listener;
    private final Thread thread;

    private PublicEvents(Instant since, String bootstrap, Listener listener) {
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("public-events").unstarted(() -> follow(since, bootstrap));
    }

    /** Tells the listener, on a thread of its own, of everything since then. */
    public static PublicEvents since(Instant since, String bootstrap, Listener listener) {
        var events = new PublicEvents(since, bootstrap, listener);
        events.thread.start();
        return events;
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void follow(Instant since, String bootstrap) {
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed",
                "enable.auto.commit", "false"), new StringDeserializer(), new StringDeserializer())) {
            start(consumer, since);
            while (true) {
                consumer.poll(POLL).forEach(this::tell);
            }
        } catch (InterruptedException | InterruptException closed) {
            LOG.debug("nobody looks at the events any more");
        } catch (RuntimeException e) {
            LOG.warn("What goes on can't be shown", e);
        }
    }

    private static void start(KafkaConsumer<String, String> consumer, Instant since) throws InterruptedException {
        var partitions = partitions(consumer);
        consumer.assign(partitions);
        var times = partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> since.toEpochMilli()));
        consumer.offsetsForTimes(times).forEach((partition, first) -> {
            if (first == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, first.offset());
            }
        });
    }

    /** The command side makes the topic when it first reaches Kafka, which may be a moment after it is ready. */
    private static List<TopicPartition> partitions(KafkaConsumer<String, String> consumer) throws InterruptedException {
        var partitions = consumer.partitionsFor(TOPIC);
        while (partitions.isEmpty()) {
            Thread.sleep(POLL);
            partitions = consumer.partitionsFor(TOPIC);
        }
        return partitions.stream().map(partition -> new TopicPartition(TOPIC, partition.partition())).toList();
    }

    private void tell(ConsumerRecord<String, String> record) {
        var type = record.headers().lastHeader("ce_type");
        if (type != null) {
            listener.happened(new String(type.value(), StandardCharsets.UTF_8), JsonMapper.shared().readTree(record.value()));
        }
    }
}
