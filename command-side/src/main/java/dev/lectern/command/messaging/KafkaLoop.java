package dev.lectern.command.messaging;

import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Work that goes on as long as the service does, in sessions: one that fails is logged in a line, and the next begins a
 * second later with new clients. Kafka may be away at the start, or at any time.
 */
public abstract class KafkaLoop implements SmartLifecycle, HealthIndicator {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final String name;
    private final KafkaTopics topics;
    private volatile boolean running;
    private volatile @Nullable String trouble = "not started";
    private volatile @Nullable Thread thread;

    protected KafkaLoop(String name, KafkaTopics topics) {
        this.name = name;
        this.topics = topics;
    }

    /** Works until {@link #isRunning()} is false, or throws. Calls {@link #healthy()} whenever it got on. */
    protected abstract void session() throws InterruptedException;

    protected final void healthy() {
        trouble = null;
    }

    @Override
    public final void start() {
        running = true;
        thread = Thread.ofVirtual().name(name).start(this::loop);
    }

    private void loop() {
        while (running) {
            try {
                topics.ensure();
                session();
            } catch (InterruptException | InterruptedException e) {
                // only stop() interrupts
                return;
            } catch (Exception e) {
                if (running && !e.toString().equals(trouble)) {
                    log.warn("{} is interrupted and goes on by itself: {}", name, e.toString());
                    log.debug("{}", name, e);
                }
                trouble = e.toString();
            }
            try {
                if (running) {
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public final void stop() {
        running = false;
        var current = thread;
        if (current != null) {
            try {
                // clients that leave in peace are replaced at once, not after their session's timeout
                if (!current.join(PATIENCE)) {
                    current.interrupt();
                    current.join(PATIENCE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    @Override
    public final Health health() {
        var current = trouble;
        return current == null ? Health.up().build() : Health.down().withDetail("reason", current).build();
    }
}
