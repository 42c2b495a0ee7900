package dev.lectern.command.eventstore;

import dev.lectern.command.EventLogDatabase;
import java.sql.Connection;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A connection whose transaction a test begins and ends itself. */
final class OpenTransaction {

    private OpenTransaction() {
    }

    static EventStorageEngine engineOn(Connection connection, EventLogDatabase database) {
        var source = new SingleConnectionDataSource(connection, true);
        var notifier = new EventNotifier(JdbcClient.create(database.dataSource()));
        return new PostgresEventStorageEngine(source, notifier, new GroupCommit(database.dataSource(), notifier));
    }

    /** Appends in it, as Spring's transactions are appended in. */
    static void append(EventStorageEngine engine, List<? extends EventMessage<?>> events) {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            engine.appendEvents(events);
        } finally {
            TransactionSynchronizationManager.clear();
        }
    }
}
