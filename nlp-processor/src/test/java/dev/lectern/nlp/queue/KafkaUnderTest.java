package dev.lectern.nlp.queue;

import dev.lectern.contracts.Topics;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalyseChapter;
import dev.lectern.contracts.nlp.AnalysisResult;
import dev.lectern.contracts.nlp.Extractors;
import dev.lectern.nlp.NlpProperties;
import dev.lectern.nlp.extract.Mode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A broker in this process, and what a test says to it. */
final class KafkaUnderTest implements AutoCloseable {

    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> seen = new HashMap<>();
    private final Map<String, KafkaConsumer<byte[], byte[]>> readers = new HashMap<>();

    KafkaUnderTest() {
        broker.brokerProperties(Map.of("transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
                "offsets.topic.num.partitions", "1", "transaction.state.log.num.partitions", "1", "group.initial.rebalance.delay.ms", "0"));
        broker.afterPropertiesSet();
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.getBrokersAsString()), new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    NlpProperties properties() {
        return properties(broker.getBrokersAsString());
    }

    static NlpProperties properties(String bootstrap) {
        return new NlpProperties(bootstrap, "test", Mode.ADAPTIVE, 2, 1, (short) 1, Duration.ofSeconds(2), false);
    }

    AnalysisLoop loop(Analysis analysis) {
        return loop(analysis, new AnalysisMetrics(new SimpleMeterRegistry()));
    }

    AnalysisLoop loop(Analysis analysis, AnalysisMetrics metrics) {
        return new AnalysisLoop(properties(), new Workers(analysis, 2, properties().limit(), false, metrics),
                new Messages(InstantSource.system(), Connection.MOST_BYTES), metrics);
    }

    static AnalyseChapter chapter(String text) {
        return new AnalyseChapter(ContentHash.of(text), Extractors.CURRENT, "en", 1, 1, 0, text);
    }

    /** An analysis that finds nothing, quickly. */
    static AnalysisResult nothing(AnalyseChapter request) {
        return new AnalysisResult.DescriptionsExtracted(request.text(), request.extractor(), request.section(), request.sections(), List.of());
    }

    void ask(String topic, AnalyseChapter request) {
        put(topic, request.text().hex(), LecternJson.MAPPER.writeValueAsString(request));
    }

    void put(String topic, String key, String value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
        producer.flush();
    }

    /** Everything committed to the topic so far, once the condition holds. */
    List<ConsumerRecord<byte[], byte[]>> await(String topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> condition) {
        var records = seen.computeIfAbsent(topic, name -> new ArrayList<>());
        var reader = readers.computeIfAbsent(topic, this::reader);
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.test(records)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(topic + " holds " + records.size() + " records: " + texts(records));
            }
            reader.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return List.copyOf(records);
    }

    /** The results so far, once there are so many. */
    List<AnalysisResult> results(int count) {
        return await(Topics.NLP_RESULTS, records -> records.size() >= count).stream().map(KafkaUnderTest::result).toList();
    }

    private static AnalysisResult result(ConsumerRecord<byte[], byte[]> record) {
        Class<? extends AnalysisResult> type = header(record, "ce_type").equals(AnalysisResult.AnalysisFailed.TYPE)
                ? AnalysisResult.AnalysisFailed.class : AnalysisResult.DescriptionsExtracted.class;
        return LecternJson.MAPPER.readValue(record.value(), type);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static List<String> texts(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.value(), StandardCharsets.UTF_8)).toList();
    }

    private KafkaConsumer<byte[], byte[]> reader(String topic) {
        var reader = new KafkaConsumer<>(Map.of("bootstrap.servers", broker.getBrokersAsString(), "isolation.level", "read_committed",
                "group.id", "test-" + topic, "auto.offset.reset", "earliest", "metadata.max.age.ms", 500),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        reader.subscribe(List.of(topic));
        return reader;
    }

    @Override
    public void close() {
        readers.values().forEach(KafkaConsumer::close);
        producer.close();
        broker.destroy();
    }
}
