package dev.lectern.command.database;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Refuses a database that would acknowledge what it may lose. */
final class DurabilityCheck {

    private DurabilityCheck() {
    }

    /** @throws IllegalStateException if {@code fsync} or {@code synchronous_commit} is off */
    static void require(JdbcClient jdbc) {
        for (var setting : List.of("fsync", "synchronous_commit")) {
            if ("off".equals(jdbc.sql("SELECT current_setting(?)").param(setting).query(String.class).single())) {
                throw new IllegalStateException("PostgreSQL runs with " + setting + "=off and would lose acknowledged events in a crash. "
                        + "Set " + setting + "=on in postgresql.conf, or for the role and database of Lectern.");
            }
        }
    }
}
