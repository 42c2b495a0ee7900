package dev.lectern.command.messaging;

import dev.lectern.contracts.log.EventLog;
import dev.lectern.contracts.log.LogIdentity;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Which log this service writes. What it is called on Kafka, where others may be told of too, carries the log's id. */
@Component
public class WhichLog {

    private final DataSource database;

    public WhichLog(DataSource database) {
        this.database = database;
    }

    /** As of now: an administrator may make it another. @throws IllegalStateException if the log can't be read */
    public LogIdentity identity() {
        try (var connection = database.getConnection()) {
            return EventLog.identity(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the event log can't be read: " + e.getMessage(), e);
        }
    }
}
