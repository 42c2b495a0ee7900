package dev.lectern.web.performance;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs SQL statements that took long, with the plan that PostgreSQL has for any values. The values themselves are personal, and
 * in no log.
 */
public final class SlowStatements {

    private static final Logger LOG = LoggerFactory.getLogger(SlowStatements.class);
    private static final Pattern PARAMETER = Pattern.compile("\\?");

    private final DataSource database;
    private final Duration slow;
    /** When everything is slow, plans must not make it slower. */
    private final AtomicBoolean explaining = new AtomicBoolean();

    /**
     * @param database where a statement can be planned; what runs there is not looked at
     * @param slow     what takes longer is logged
     */
    public SlowStatements(DataSource database, Duration slow) {
        this.database = database;
        this.slow = slow;
    }

    /**
     * A statement has been executed.
     *
     * @param sql  with {@code ?} for each value
     */
    public void took(String sql, Duration took) {
        if (took.compareTo(slow) <= 0) {
            return;
        }
        if (!explaining.compareAndSet(false, true)) {
            LOG.warn("a statement took {} ms: {}", took.toMillis(), sql.strip());
            return;
        }
        Thread.ofVirtual().name("slow-statement").start(() -> {
            try {
                LOG.warn("a statement took {} ms: {}\n{}", took.toMillis(), sql.strip(), plan(sql));
            } catch (SQLException e) {
                LOG.warn("a statement took {} ms: {}", took.toMillis(), sql.strip());
                LOG.debug("its plan can't be had", e);
            } finally {
                explaining.set(false);
            }
        });
    }

    private String plan(String sql) throws SQLException {
        var parameters = new ArrayList<String>();
        var numbered = PARAMETER.matcher(sql).replaceAll(_ -> {
            parameters.add("NULL");
            return "\\$" + parameters.size();
        });
        var values = parameters.isEmpty() ? "" : "(" + String.join(", ", parameters) + ")";
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            // for NULLs alone PostgreSQL would plan to find nothing
            statement.execute("SET plan_cache_mode = force_generic_plan");
            try {
                statement.execute("PREPARE slow_statement AS " + numbered);
                return explained(statement, "slow_statement" + values);
            } finally {
                statement.execute("RESET plan_cache_mode");
            }
        }
    }

    private static String explained(Statement statement, String prepared) throws SQLException {
        try (var rows = statement.executeQuery("EXPLAIN EXECUTE " + prepared)) {
            var lines = new StringJoiner("\n");
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines.toString();
        } finally {
            statement.execute("DEALLOCATE slow_statement");
        }
    }
}
