package dev.lectern.query.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterDisposer;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.SqlProvider;

/**
 * Runs readers' statements, and logs those that take long with their plan, which is the one they ran with: it is made once for
 * all values. The values themselves are personal, and in no log.
 */
final class WatchedStatements extends JdbcTemplate {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedStatements.class);
    private static final Pattern PARAMETER = Pattern.compile("\\?");

    private final JdbcTemplate unwatched;
    private final Duration slow;
    /** When everything is slow, plans must not make it slower. */
    private final AtomicBoolean explaining = new AtomicBoolean();

    WatchedStatements(DataSource database, Duration slow) {
        super(database);
        this.slow = slow;
        unwatched = new JdbcTemplate(database);
    }

    @Override
    public <T extends @Nullable Object> T query(PreparedStatementCreator creator, @Nullable PreparedStatementSetter setter,
                                                ResultSetExtractor<T> extractor) {
        var watched = new Watched(creator);
        try {
            return super.query(watched, setter, extractor);
        } finally {
            var took = watched.took();
            var sql = watched.getSql();
            if (sql != null && took.compareTo(slow) > 0) {
                report(sql.strip(), took);
            }
        }
    }

    private void report(String sql, Duration took) {
        if (!explaining.compareAndSet(false, true)) {
            LOG.warn("a statement took {} ms: {}", took.toMillis(), sql);
            return;
        }
        Thread.ofVirtual().name("slow-statement").start(() -> {
            try {
                LOG.warn("a statement took {} ms: {}\n{}", took.toMillis(), sql, plan(sql));
            } catch (DataAccessException e) {
                LOG.warn("a statement took {} ms: {}", took.toMillis(), sql);
                LOG.debug("its plan can't be had", e);
            } finally {
                explaining.set(false);
            }
        });
    }

    private String plan(String sql) {
        var parameters = new ArrayList<String>();
        var numbered = PARAMETER.matcher(sql).replaceAll(_ -> {
            parameters.add("NULL");
            return "\\$" + parameters.size();
        });
        var values = parameters.isEmpty() ? "" : "(" + String.join(", ", parameters) + ")";
        return unwatched.execute((Connection connection) -> {
            try (var statement = connection.createStatement()) {
                statement.execute("PREPARE slow_statement AS " + numbered);
                try (var rows = statement.executeQuery("EXPLAIN EXECUTE slow_statement" + values)) {
                    var lines = new StringJoiner("\n");
                    while (rows.next()) {
                        lines.add(rows.getString(1));
                    }
                    return lines.toString();
                } finally {
                    statement.execute("DEALLOCATE slow_statement");
                }
            }
        });
    }

    /** Knows when its statement began; the wait for a connection is none of it. */
    private static final class Watched implements PreparedStatementCreator, SqlProvider, ParameterDisposer {

        private final PreparedStatementCreator creator;
        private long began;

        Watched(PreparedStatementCreator creator) {
            this.creator = creator;
        }

        @Override
        public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
            began = System.nanoTime();
            return creator.createPreparedStatement(connection);
        }

        Duration took() {
            return began == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - began);
        }

        @Override
        public @Nullable String getSql() {
            return creator instanceof SqlProvider provider ? provider.getSql() : null;
        }

        @Override
        public void cleanupParameters() {
            if (creator instanceof ParameterDisposer disposer) {
                disposer.cleanupParameters();
            }
        }
    }
}
