package dev.lectern.query.cache;

import dev.lectern.query.database.ProjectionDatabase;
import dev.lectern.query.projection.Projection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which build of the read models answers: differs after a replay's switch, after dead letters came or went, which change
 * rows without an event, and after PostgreSQL was started, perhaps from a backup, whose log may say something else at the
 * same position. A part of every key, so that answers of another build are out of reach. There is none before each
 * projection has a generation that answers.
 */
@Component
class ReadModels implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final String BUILD = """
            SELECT left(md5(concat_ws('/',
                   (SELECT string_agg(concat_ws(':', projection, number, extract(epoch FROM created_at),
                                         extract(epoch FROM activated_at)), ',' ORDER BY projection)
                      FROM query.generation WHERE state = 'active'),
                   (SELECT concat_ws('-', count(*), max(id)) FROM query.dead_letter),
                   (SELECT oid FROM pg_database WHERE datname = current_database()),
                   extract(epoch FROM pg_postmaster_start_time()))), 12)
             WHERE (SELECT count(*) FROM query.generation WHERE state = 'active' AND projection IN (:projections)) = :number
            """;

    private final JdbcClient jdbc;
    private final List<String> projections;
    private final ScheduledExecutorService looking;
    private volatile @Nullable String build;

    ReadModels(ProjectionDatabase database, List<Projection<?, ?>> projections) {
        jdbc = JdbcClient.create(database.pool());
        this.projections = projections.stream().map(Projection::name).toList();
        looking = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("read-models").factory());
        looking.scheduleWithFixedDelay(this::look, 0, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The build that answers, as far as this instance knows. */
    Optional<String> build() {
        return Optional.ofNullable(build);
    }

    private void look() {
        try {
            build = jdbc.sql(BUILD).param("projections", projections).param("number", projections.size())
                    .query(String.class).optional().orElse(null);
        } catch (RuntimeException e) {
            LOG.debug("what answers is not known now", e);
            build = null;
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
