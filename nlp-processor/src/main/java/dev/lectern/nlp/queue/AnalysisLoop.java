package dev.lectern.nlp.queue;

import dev.lectern.contracts.Topics;
import dev.lectern.nlp.NlpProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads requests, has them analysed, and writes answers and offsets in one Kafka transaction, batch after batch. Urgent
 * ones go first; when they never end, every {@link #URGENT_IN_A_ROW}th batch is a normal one.
 */
final class AnalysisLoop implements SmartLifecycle {

    static final int URGENT_IN_A_ROW = 4;
    private static final Logger LOG = LoggerFactory.getLogger(AnalysisLoop.class);
    private static final Duration WAIT = Duration.ofMillis(50);
    private static final Duration PING_EVERY = Duration.ofSeconds(5);
    private static final Duration STOPPING = Duration.ofSeconds(20);
    private static final long FIRST_RETRY_MS = 500;
    private static final long LAST_RETRY_MS = 10_000;

    private final NlpProperties properties;
    private final Workers workers;
    private final Messages messages;
    private final AnalysisMetrics metrics;
    private volatile boolean running;
    private volatile Optional<String> trouble = Optional.of("not connected yet");
    private @Nullable Thread thread;

    AnalysisLoop(NlpProperties properties, Workers workers, Messages messages, AnalysisMetrics metrics) {
        this.properties = properties;
        this.workers = workers;
        this.messages = messages;
        this.metrics = metrics;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("nlp-requests").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        var stopping = thread;
        if (stopping != null) {
            try {
                if (!stopping.join(STOPPING)) {
                    stopping.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Why nothing is being read, if so. */
    Optional<String> trouble() {
        return trouble;
    }

    private void run() {
        long retry = FIRST_RETRY_MS;
        while (running && !Thread.currentThread().isInterrupted()) {
            try (var connection = Connection.open(properties, batch())) {
                LOG.info("Reading chapters from Kafka at {}", properties.bootstrap());
                trouble = Optional.empty();
                retry = FIRST_RETRY_MS;
                read(connection);
            } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
                return;
            } catch (RuntimeException e) {
                // one line per outage, not per attempt
                if (trouble.isEmpty() || retry == FIRST_RETRY_MS) {
                    LOG.warn("Kafka at {}: {}; trying again until it answers", properties.bootstrap(), e.getMessage());
                }
                trouble = Optional.of(String.valueOf(e.getMessage()));
                if (!sleep(retry)) {
                    return;
                }
                retry = Math.min(LAST_RETRY_MS, 2 * retry);
            }
        }
    }

    /** Small, so that an urgent chapter waits for few others. */
    private int batch() {
        return 2 * properties.workersOrCores();
    }

    private void read(Connection connection) throws InterruptedException {
        int urgentInARow = 0;
        long pinged = System.nanoTime();
        while (running) {
            boolean urgentMayGo = urgentInARow < URGENT_IN_A_ROW;
            if (urgentMayGo && analyse(connection, connection.urgent(), Topics.NLP_REQUESTS_URGENT)) {
                urgentInARow++;
                continue;
            }
            urgentInARow = 0;
            boolean busy = analyse(connection, connection.normal(), Topics.NLP_REQUESTS);
            if (!busy && System.nanoTime() - pinged > PING_EVERY.toNanos()) {
                connection.ping();
                pinged = System.nanoTime();
            }
        }
    }

    private boolean analyse(Connection connection, Consumer<byte[], byte[]> queue, String topic) throws InterruptedException {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        queue.poll(WAIT).forEach(records::add);
        metrics.waiting(topic, records.size() + waiting(queue));
        if (records.isEmpty()) {
            return false;
        }
        var outcomes = workers.run(records);
        connection.prepare(queue, records, outcomes.stream().flatMap(outcome -> messages.of(outcome).stream()).toList());
        connection.commit();
        outcomes.forEach(this::report);
        return true;
    }

    private static long waiting(Consumer<byte[], byte[]> queue) {
        return queue.assignment().stream().mapToLong(partition -> queue.currentLag(partition).orElse(0)).sum();
    }

    private void report(Outcome outcome) {
        metrics.committed(outcome);
        var record = outcome.record();
        switch (outcome) {
            case Outcome.Analysed _ -> { }
            case Outcome.Failed(_, var result, _) -> LOG.warn("Chapter {} section {} was not analysed: {}", result.text(), result.section(), result.reason());
            case Outcome.Unreadable(_, var cause) -> LOG.warn("No request at {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), cause.getMessage());
        }
    }

    private static boolean sleep(long ms) {
        try {
            Thread.sleep(ms);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
