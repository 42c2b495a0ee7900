package dev.lectern.query.database;

import dev.lectern.web.performance.SlowStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterDisposer;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.SqlProvider;

/** Runs readers' statements, and has those logged that take long. */
final class WatchedStatements extends JdbcTemplate {

    private final SlowStatements slow;

    WatchedStatements(DataSource database, Duration slow) {
        super(database);
        this.slow = new SlowStatements(database, slow);
    }

    @Override
    public <T extends @Nullable Object> T query(PreparedStatementCreator creator, @Nullable PreparedStatementSetter setter,
                                                ResultSetExtractor<T> extractor) {
        var watched = new Watched(creator);
        try {
            return super.query(watched, setter, extractor);
        } finally {
            var sql = watched.getSql();
            if (sql != null) {
                slow.took(sql, watched.took());
            }
        }
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
