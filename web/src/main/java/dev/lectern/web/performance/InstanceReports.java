package dev.lectern.web.performance;

import dev.lectern.contracts.performance.Instances;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;

/** Says every few seconds how this instance does, for as long as it answers. Whether that succeeds is no reader's matter. */
public final class InstanceReports implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceReports.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final String service;
    private final DataSource database;
    private final InstanceMeters meters;
    private final Environment environment;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile boolean told = true;

    /** @param service such as {@code command-side} */
    public InstanceReports(String service, DataSource database, InstanceMeters meters, Environment environment) {
        this.service = service;
        this.database = database;
        this.meters = meters;
        this.environment = environment;
    }

    public String service() {
        return service;
    }

    /** Its address, which no other instance of the service has: host and port. */
    public String instance() {
        return host() + ":" + environment.getProperty("local.server.port", "0");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.debug("this machine has no name", e);
            return "localhost";
        }
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("instance-reports").start(this::tellAgainAndAgain);
    }

    private void tellAgainAndAgain() {
        var instance = instance();
        try {
            do {
                tell(instance);
            } while (!stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
            leave(instance);
        } catch (InterruptedException e) {
            // nobody interrupts it, for that would break the connection too
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String instance) {
        try (var connection = database.getConnection()) {
            Instances.tell(connection, service, instance, meters.figures());
            told = true;
        } catch (SQLException e) {
            if (told) {
                LOG.warn("other instances don't hear of this one, which goes on trying: {}", e.getMessage());
            }
            told = false;
        }
    }

    private void leave(String instance) {
        try (var connection = database.getConnection()) {
            Instances.leave(connection, service, instance);
        } catch (SQLException e) {
            LOG.debug("who asks will hear of this instance for another minute", e);
        }
    }

    @Override
    public void stop() {
        var current = thread;
        thread = null;
        stopping.countDown();
        if (current != null) {
            try {
                current.join(PATIENCE);
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
