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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The books that wait to be read, and the workers that read them: tried again when the disk or the database is in trouble, given up
 * after a while. The queue is a table of its own, so that other background work waits for no book, however many there are; and a book
 * that turns out to take long goes to a second one, so that other books don't wait for it. That one is read one at a time, from its beginning.
 */
@Component
class ImportQueue implements SmartLifecycle, ImportBacklog {

    private static final String TASK = "import-book";
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int RETRIES = 6;

    private final Line books;
    private final Line longBooks;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final int most;

    ImportQueue(BookImporter importer, ImportProperties imports, DataSource dataSource, JdbcClient jdbc, Clock clock, MeterRegistry metrics) {
        this.longBooks = new Line(dataSource, "command.scheduled_long_imports", 1, importer::importBook, importer::giveUp);
        this.books = new Line(dataSource, "command.scheduled_imports", imports.atOnce(), book -> {
            if (!importer.importUnlessLong(book)) {
                longBooks.add(book.toString(), book, clock.instant());
                longBooks.look();
            }
        }, importer::giveUp);
        this.jdbc = jdbc;
        this.clock = clock;
        this.most = imports.waiting();
        Gauge.builder("lectern.import.waiting", this, ImportQueue::waiting)
                .description("Books that wait to be read or are being read").register(metrics);
    }

    /** Part of the transaction that asks for it; the same event queues a book once. */
    void add(String eventId, UUID book) {
        books.add(eventId, book, clock.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                books.look();
            }
        });
    }

    @Override
    public boolean isFull() {
        return waiting() >= most;
    }

    private int waiting() {
        return jdbc.sql("""
                SELECT count(*) FROM (SELECT FROM command.scheduled_imports UNION ALL SELECT FROM command.scheduled_long_imports LIMIT ?)
                """).param(most).query(Integer.class).single();
    }

    @Override
    public void start() {
        books.workers.start();
        longBooks.workers.start();
    }

    @Override
    public void stop() {
        books.workers.stop();
        longBooks.workers.stop();
    }

    @Override
    public boolean isRunning() {
        return books.workers.isRunning();
    }

    /** A queue with its workers. */
    private static final class Line {

        private final OneTimeTask<String> importing;
        private final BackgroundScheduler workers;

        /** @param table of the shape that db-scheduler wants */
        Line(DataSource dataSource, String table, int atOnce, Consumer<UUID> read, Consumer<UUID> giveUp) {
            importing = Tasks.oneTime(TASK, String.class)
                    .onFailure(new MaxRetriesFailureHandler<>(RETRIES, new ExponentialBackoffFailureHandler<>(FIRST_RETRY, 2),
                            (failed, _) -> giveUp.accept(UUID.fromString((String) failed.getExecution().taskInstance.getData()))))
                    .execute((book, _) -> read.accept(UUID.fromString(book.getData())));
            workers = new BackgroundScheduler(dataSource, table, atOnce, List.of(importing), List.of());
        }

        void add(String reason, UUID book, Instant due) {
            workers.scheduler().scheduleIfNotExists(importing.instance(reason, book.toString()), due);
        }

        void look() {
            workers.scheduler().triggerCheckForDueExecutions();
        }
    }
}
