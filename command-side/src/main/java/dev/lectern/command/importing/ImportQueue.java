package dev.lectern.command.importing;

import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.MaxRetriesFailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.lectern.command.book.ImportBacklog;
import dev.lectern.command.messaging.BackgroundScheduler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The books that wait to be read, and the workers that read them: tried again when the disk or the database is in trouble, given up
 * after a while. The queue is a table of its own, so that other background work waits for no book, however many there are.
 */
@Component
class ImportQueue implements SmartLifecycle, ImportBacklog {

    private static final String TASK = "import-book";
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int RETRIES = 6;

    private final OneTimeTask<String> importing;
    private final BackgroundScheduler workers;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final int most;

    ImportQueue(BookImporter importer, ImportProperties imports, DataSource dataSource, JdbcClient jdbc, Clock clock, MeterRegistry metrics) {
        this.importing = Tasks.oneTime(TASK, String.class)
                .onFailure(new MaxRetriesFailureHandler<>(RETRIES, new ExponentialBackoffFailureHandler<>(FIRST_RETRY, 2),
                        (failed, _) -> importer.giveUp(UUID.fromString((String) failed.getExecution().taskInstance.getData()))))
                .execute((book, _) -> importer.importBook(UUID.fromString(book.getData())));
        this.workers = new BackgroundScheduler(dataSource, "command.scheduled_imports", imports.atOnce(), List.of(importing), List.of());
        this.jdbc = jdbc;
        this.clock = clock;
        this.most = imports.waiting();
        Gauge.builder("lectern.import.waiting", this, ImportQueue::waiting)
                .description("Books that wait to be read or are being read").register(metrics);
    }

    /** Part of the transaction that asks for it; the same event queues a book once. */
    void add(String eventId, UUID book) {
        workers.scheduler().scheduleIfNotExists(importing.instance(eventId, book.toString()), clock.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                workers.scheduler().triggerCheckForDueExecutions();
            }
        });
    }

    @Override
    public boolean isFull() {
        return waiting() >= most;
    }

    private int waiting() {
        return jdbc.sql("SELECT count(*) FROM (SELECT FROM command.scheduled_imports LIMIT ?)").param(most).query(Integer.class).single();
    }

    @Override
    public void start() {
        workers.start();
    }

    @Override
    public void stop() {
        workers.stop();
    }

    @Override
    public boolean isRunning() {
        return workers.isRunning();
    }
}
