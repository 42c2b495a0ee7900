package dev.lectern.query.performance;

import dev.lectern.query.performance.Performance.Queue;
import dev.lectern.query.performance.Performance.Queues;
import dev.lectern.query.web.ServerTiming;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is asked of work that readers wait for. One statement, from an index that holds only such books. */
@Component
class WorkQueries {

    static final String QUEUES = """
            SELECT count(*) FILTER (WHERE imported_state = 'importing') AS imports,
                   min(added_at) FILTER (WHERE imported_state = 'importing') AS imports_since,
                   count(*) FILTER (WHERE analysis_state IN ('waiting', 'running')) AS analyses,
                   coalesce(sum(analysis_chapters - analysis_chapters_done) FILTER (WHERE analysis_state IN ('waiting', 'running')), 0) AS chapters,
                   min(added_at) FILTER (WHERE analysis_state IN ('waiting', 'running')) AS analyses_since
              FROM query.library
             WHERE deleted_at IS NULL AND (imported_state = 'importing' OR analysis_state IN ('waiting', 'running'))
            """;

    private final JdbcClient jdbc;

    WorkQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Queues queues() {
        return ServerTiming.database(() -> jdbc.sql(QUEUES).query((row, n) -> new Queues(
                queue(row, "imports", 0), queue(row, "analyses", row.getLong("chapters")))).single());
    }

    private static Queue queue(ResultSet row, String name, long chapters) throws SQLException {
        var since = row.getObject(name + "_since", OffsetDateTime.class);
        return new Queue(row.getInt(name), chapters, since == null ? null : since.toInstant());
    }
}
