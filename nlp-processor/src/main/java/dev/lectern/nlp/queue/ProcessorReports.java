package dev.lectern.nlp.queue;

import dev.lectern.contracts.CloudEventHeaders;
import dev.lectern.contracts.Topics;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.performance.InstanceFigures;
import dev.lectern.contracts.performance.InstanceFigures.MemoryFigures;
import dev.lectern.nlp.NlpProperties;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Says on {@link Topics#NLP_PROCESSORS} every few seconds how this processor does. Nobody waits for it, so what can't be sent within
 * a few seconds isn't; the loop says when Kafka is away.
 */
final class ProcessorReports implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorReports.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int PATIENCE_MS = 4_000;

    private final NlpProperties properties;
    private final AnalysisMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean heard;
    private volatile @Nullable Thread thread;

    ProcessorReports(NlpProperties properties, AnalysisMetrics metrics) {
        this.properties = properties;
        this.metrics = metrics;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("processor-reports").start(this::tellAgainAndAgain);
    }

    private void tellAgainAndAgain() {
        try (var producer = producer()) {
            do {
                tell(producer, LecternJson.MAPPER.writeValueAsBytes(figures()));
            } while (!stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
            if (heard) {
                tell(producer, null);
            }
        } catch (InterruptedException e) {
            // nobody interrupts it
            Thread.currentThread().interrupt();
        }
    }

    private InstanceFigures figures() {
        return new InstanceFigures(Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()), List.of(), null, List.of(),
                MemoryFigures.now(), metrics.figures(properties.workersOrCores()));
    }

    /** @param value nothing when this processor goes */
    private void tell(Producer<byte[], byte[]> producer, byte @Nullable [] value) {
        var report = new ProducerRecord<>(Topics.NLP_PROCESSORS, bytes(properties.instance()), value);
        report.headers().add(CloudEventHeaders.SPEC_VERSION, bytes("1.0")).add(CloudEventHeaders.ID, bytes(UUID.randomUUID().toString()))
                .add(CloudEventHeaders.TYPE, bytes(InstanceFigures.TYPE_OF_PROCESSORS)).add(CloudEventHeaders.SOURCE, bytes("/lectern/nlp-processor"))
                .add(CloudEventHeaders.SUBJECT, bytes(properties.instance())).add(CloudEventHeaders.CONTENT_TYPE, bytes("application/json"));
        try {
            producer.send(report, (_, failure) -> {
                heard = failure == null;
                if (failure != null) {
                    LOG.debug("nobody hears how this processor does", failure);
                }
            });
        } catch (RuntimeException e) {
            LOG.debug("nobody hears how this processor does", e);
        }
    }

    private Producer<byte[], byte[]> producer() {
        var config = new HashMap<String, Object>();
        config.put("bootstrap.servers", properties.bootstrap());
        config.put("client.id", "lectern-nlp-" + properties.instance() + "-reports");
        config.put("metric.reporters", "");
        config.put("linger.ms", 0);
        config.put("max.block.ms", PATIENCE_MS);
        config.put("request.timeout.ms", PATIENCE_MS);
        config.put("delivery.timeout.ms", PATIENCE_MS);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void stop() {
        var current = thread;
        thread = null;
        stopping.countDown();
        if (current != null) {
            try {
                current.join(Duration.ofMillis(2L * PATIENCE_MS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
