// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.replay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lectern.benchmarks.Latencies;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Side;
import dev.lectern.benchmarks.stage.Database;
import dev.lectern.command.eventstore.LogToken;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jpa.JpaTokenStore;
import org.axonframework.eventhandling.tokenstore.jpa.TokenEntry;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Axon's pooled streaming processor with its defaults (16 segments, one event a transaction), its JPA token store, and a
 * handler that loads and changes a JPA entity for each event. Replays from the first place on, a window at a time.
 */
public final class StockProcessor implements Side, AutoCloseable {

    private static final int SEGMENTS = 16;

    private final HikariDataSource pool;
    private final EntityManagerFactory entities;
    private final ThreadLocal<@Nullable EntityManager> current = new ThreadLocal<>();
    private final AtomicLong handled = new AtomicLong();
    private final Database database;
    private final LogToken start;

    /** Rows for all books of the log are made at once: what is measured begins with the places. */
    public StockProcessor(Database database) throws SQLException {
        this.database = database;
        database.execute("DROP TABLE IF EXISTS bench.read_book");
        database.execute("""
                CREATE TABLE bench.read_book AS
                SELECT (payload ->> 'bookId')::uuid AS book_id, (payload ->> 'ownerId')::uuid AS owner_id, payload ->> 'title' AS title,
                       'unread' AS status, 0::float8 AS percent, NULL::timestamptz AS last_read_at
                  FROM events.event WHERE name = 'book.imported'
                """);
        database.execute("ALTER TABLE bench.read_book ADD PRIMARY KEY (book_id)");
        var first = " FROM events.event WHERE name = 'reading.progressed' ORDER BY tx, index LIMIT 1";
        start = new LogToken(database.number("SELECT tx::text::bigint" + first), database.number("SELECT index - 1" + first));
        pool = pool(database);
        entities = new HibernatePersistenceConfiguration("bench").managedClasses(ReadBook.class, TokenEntry.class)
                .property("hibernate.connection.datasource", pool).property("hibernate.physical_naming_strategy", CamelCaseToUnderscoresNamingStrategy.class.getName())
                .createEntityManagerFactory();
        database.execute("""
                CREATE TABLE IF NOT EXISTS token_entry (processor_name varchar(255), segment integer, token oid, token_type varchar(255),
                    timestamp varchar(255), owner varchar(255), PRIMARY KEY (processor_name, segment))
                """);
    }

    private static HikariDataSource pool(Database database) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(Database.SUPERUSER);
        config.setPassword(database.password());
        config.setMaximumPoolSize(SEGMENTS + 4);
        return new HikariDataSource(config);
    }

    @Override
    public Sample during(Duration window) throws Exception {
        database.execute("DELETE FROM token_entry");
        handled.set(0);
        var tokens = JpaTokenStore.builder().entityManagerProvider(() -> Objects.requireNonNull(current.get()))
                .serializer(Jackson3Serializer.builder().build()).build();
        var coordinator = Executors.newScheduledThreadPool(1);
        var workers = Executors.newScheduledThreadPool(4);
        var processor = PooledStreamingEventProcessor.builder().name("library").messageSource(new LogSource(database))
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder().eventHandlers(this).build())
                .tokenStore(tokens).transactionManager(transactions()).initialToken(source -> start)
                .coordinatorExecutor(coordinator).workerExecutor(workers).build();
        processor.start();
        // its segments are claimed and split before the first event
        while (handled.get() == 0) {
            LockSupport.parkNanos(1_000_000);
        }
        var before = handled.get();
        var begin = System.nanoTime();
        LockSupport.parkNanos(window.toNanos());
        var events = handled.get() - before;
        var seconds = (System.nanoTime() - begin) / 1e9;
        processor.shutDown();
        coordinator.shutdown();
        workers.shutdown();
        return Sample.of(events, seconds, 0, new Latencies());
    }

    /** One event: find the row, change it, let Hibernate write it. */
    @EventHandler
    void on(ReadingProgressed event) {
        var book = Objects.requireNonNull(current.get()).find(ReadBook.class, event.bookId());
        book.readTo(event.statusAfter().name().toLowerCase(Locale.ROOT), event.place().percent(), event.place().recordedAt());
        handled.incrementAndGet();
    }

    private TransactionManager transactions() {
        return () -> {
            var entityManager = entities.createEntityManager();
            current.set(entityManager);
            entityManager.getTransaction().begin();
            return new Transaction() {
                @Override
                public void commit() {
                    try (entityManager) {
                        entityManager.getTransaction().commit();
                    } finally {
                        current.remove();
                    }
                }

                @Override
                public void rollback() {
                    try (entityManager) {
                        entityManager.getTransaction().rollback();
                    } finally {
                        current.remove();
                    }
                }
            };
        };
    }

    @Override
    public void close() {
        entities.close();
        pool.close();
    }
}
