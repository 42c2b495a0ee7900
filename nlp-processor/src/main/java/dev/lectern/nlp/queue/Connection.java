package dev.lectern.nlp.queue;

import dev.lectern.contracts.Topics;
import dev.lectern.nlp.NlpProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One life of the Kafka clients. After any exception it is closed and another is opened: what was not committed is read again. */
final class Connection implements AutoCloseable {

    /** Of one message; a section of a chapter is far below. */
    static final int MOST_BYTES = 8 << 20;
    private static final Duration REACHABLE = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final String GROUP = "lectern-nlp";

    private final Admin admin;
    private final Consumer<byte[], byte[]> urgent;
    private final Consumer<byte[], byte[]> normal;
    private final Producer<byte[], byte[]> producer;

    /** @throws KafkaException if Kafka can't be reached */
    static Connection open(NlpProperties properties, int batch) throws InterruptedException {
        var common = Map.<String, Object>of("bootstrap.servers", properties.bootstrap(), "metric.reporters", "",
                "client.id", GROUP + "-" + properties.instance());
        var admin = Admin.create(common);
        try {
            ping(admin);
            createTopics(admin, properties);
            return new Connection(admin, common, properties.instance(), batch);
        } catch (RuntimeException | InterruptedException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    private Connection(Admin admin, Map<String, Object> common, String instance, int batch) {
        this.admin = admin;
        this.producer = producer(common, instance);
        try {
            // ends what a predecessor left open: read_committed readers would wait for it
            producer.initTransactions();
            this.urgent = consumer(common, Topics.NLP_REQUESTS_URGENT, GROUP + "-urgent", batch);
            this.normal = consumer(common, Topics.NLP_REQUESTS, GROUP, batch);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> common, String instance) {
        var config = new HashMap<>(common);
        config.put("transactional.id", GROUP + "-" + instance);
        config.put("transaction.timeout.ms", 20_000);
        config.put("max.request.size", MOST_BYTES + (1 << 20));
        config.put("compression.type", "lz4");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> common, String topic, String group, int batch) {
        var config = new HashMap<>(common);
        config.put("client.id", common.get("client.id") + "-" + topic);
        config.put("group.id", group);
        // a static member: after a crash its successor goes on at once, instead of when the group gives the dead one up
        config.put("group.instance.id", common.get("client.id"));
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", batch);
        // while urgent chapters are analysed nobody polls the normal ones
        config.put("max.poll.interval.ms", 600_000);
        config.put("fetch.max.bytes", 2 * MOST_BYTES);
        var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
        return consumer;
    }

    private static void createTopics(Admin admin, NlpProperties properties) throws InterruptedException {
        var topics = new ArrayList<NewTopic>();
        for (String topic : List.of(Topics.NLP_REQUESTS, Topics.NLP_REQUESTS_URGENT, Topics.NLP_RESULTS,
                Topics.deadLetters(Topics.NLP_REQUESTS), Topics.deadLetters(Topics.NLP_REQUESTS_URGENT))) {
            topics.add(new NewTopic(topic, properties.partitions(), properties.replication())
                    .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(MOST_BYTES + (1 << 20)))));
        }
        topics.add(new NewTopic(Topics.NLP_PROCESSORS, 1, properties.replication())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(Topics.NLP_PROCESSORS_KEPT.toMillis()))));
        for (var created : admin.createTopics(topics).values().values()) {
            try {
                created.get(REACHABLE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new KafkaException("topics can't be created: " + e.getMessage(), e);
                }
            } catch (TimeoutException e) {
                throw new KafkaException("topics were not created in time", e);
            }
        }
    }

    /** @throws KafkaException if no broker answers; consumers would only go on in silence */
    void ping() throws InterruptedException {
        ping(admin);
    }

    private static void ping(Admin admin) throws InterruptedException {
        try {
            admin.describeCluster().nodes().get(REACHABLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("no broker answers", e);
        }
    }

    Consumer<byte[], byte[]> urgent() {
        return urgent;
    }

    Consumer<byte[], byte[]> normal() {
        return normal;
    }

    /** Begins a transaction that holds the answers and how far the requests were read. */
    void prepare(Consumer<byte[], byte[]> from, List<ConsumerRecord<byte[], byte[]>> requests, List<ProducerRecord<byte[], byte[]>> answers) {
        producer.beginTransaction();
        answers.forEach(producer::send);
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        requests.forEach(request -> offsets.merge(new TopicPartition(request.topic(), request.partition()),
                new OffsetAndMetadata(request.offset() + 1), (a, b) -> a.offset() > b.offset() ? a : b));
        producer.sendOffsetsToTransaction(offsets, from.groupMetadata());
    }

    /** All or nothing of what was prepared. */
    void commit() {
        producer.commitTransaction();
    }

    @Override
    public void close() {
        // not a close that waits: an open transaction is aborted by whoever opens the next connection
        producer.close(Duration.ZERO);
        // who stops leaves the group, so that others take over what it read
        var options = CloseOptions.timeout(CLOSING).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
        urgent.close(options);
        normal.close(options);
        admin.close(CLOSING);
    }
}
