package dev.lectern.command.messaging;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Does work that was scheduled in the transaction of its cause and survives a crash: another instance, or this one after its
 * restart, takes it up when its heartbeat has been missing for 12 s.
 */
public final class BackgroundScheduler implements SmartLifecycle {

    private static final Duration POLLING = Duration.ofMillis(250);
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final int MISSED_HEARTBEATS = 4;

    private final Scheduler scheduler;
    private volatile boolean running;

    /**
     * @param table   of the shape that db-scheduler wants
     * @param threads how many tasks are done at once
     */
    public BackgroundScheduler(DataSource dataSource, String table, int threads, List<Task<?>> onDemand, List<RecurringTask<?>> recurring) {
        this.scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), onDemand)
                .startTasks(recurring)
                .tableName(table)
                .threads(threads)
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(2))
                .build();
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        scheduler.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
