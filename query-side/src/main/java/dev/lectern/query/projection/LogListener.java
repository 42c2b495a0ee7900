package dev.lectern.query.projection;

import dev.lectern.contracts.log.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for the log's notifications on a connection of its own; whatever ends it, it connects again. */
final class LogListener implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LogListener.class);
    private static final Duration CHECKED_EVERY = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DataSource unpooled;
    private final Wakeup wakeup;

    LogListener(DataSource unpooled, Wakeup wakeup) {
        this.unpooled = unpooled;
        this.wakeup = wakeup;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try (var connection = unpooled.getConnection()) {
                listen(connection);
            } catch (SQLException e) {
                LOG.debug("not listening to the event log, polling meanwhile: {}", e.getMessage());
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + EventLog.CHANNEL);
        }
        // events may have come between the last connection and this one
        wakeup.signal();
        var notifications = connection.unwrap(PGConnection.class);
        while (!Thread.currentThread().isInterrupted()) {
            if (notifications.getNotifications((int) CHECKED_EVERY.toMillis()).length > 0) {
                wakeup.signal();
            } else if (!connection.isValid(1)) {
                return;
            }
        }
    }
}
