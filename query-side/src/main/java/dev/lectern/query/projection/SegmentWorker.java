package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.log.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Advances one claimed segment: reads a batch of events, loads the rows they touch, folds, and writes rows and token in
 * one transaction. Only that last step is a transaction, so it is as short as it can be: an open one delays every
 * follower of the log. That nobody else wrote in between is what the claim's epoch proves.
 */
final class SegmentWorker<K extends Record, R extends Record> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentWorker.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Projection<K, R> projection;
    private final Generation generation;
    private final Claim claim;
    private final DataSource database;
    private final Claims claims;
    private final LogTail tail;
    private final Wakeup arrived;
    private final Positions positions;
    private final ProjectionMetrics metrics;
    private final ProjectionProperties properties;
    private final TableSql<K, R> sql;

    private Position position;
    private @Nullable Set<String> parked;
    private int batchSize;
    private final Wakeup stopping = new Wakeup();
    private volatile boolean stopped;

    SegmentWorker(Projection<K, R> projection, Generation generation, Claim claim, Engine engine) {
        this.projection = projection;
        this.generation = generation;
        this.claim = claim;
        database = engine.database();
        claims = engine.claims();
        tail = engine.tail();
        arrived = engine.arrived();
        positions = engine.positions();
        metrics = engine.metrics();
        properties = engine.properties();
        sql = new TableSql<>(projection.table(), generation);
        position = claim.position();
        batchSize = properties.batchSize();
    }

    /** What the workers of one instance share. */
    record Engine(DataSource database, Claims claims, LogTail tail, Wakeup arrived, Positions positions,
                  ProjectionMetrics metrics, ProjectionProperties properties) {
    }

    Claim claim() {
        return claim;
    }

    void stop() {
        stopped = true;
        stopping.signal();
        arrived.signal();
    }

    @Override
    public void run() {
        int failures = 0;
        while (!stopped) {
            long ticket = arrived.ticket();
            try {
                if (advance() == 0) {
                    arrived.await(ticket, properties.pollIdle());
                }
                failures = 0;
            } catch (Claim.LostException e) {
                LOG.info("{}", e.getMessage());
                return;
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                failures++;
                fail(e, failures);
            }
        }
    }

    private void fail(Exception e, int failures) {
        metrics.failed(projection.name());
        // a restart of PostgreSQL fails a few times and says so once
        if (failures == 3 || failures % 100 == 0) {
            LOG.warn("projection {} stands still at {}", claim.segment(), position, e);
            try {
                claims.report(claim, e.getClass().getSimpleName());
            } catch (RuntimeException unreachable) {
                LOG.debug("couldn't report it either", unreachable);
            }
        }
        try {
            stopping.await(0, Duration.ofMillis(Math.min(LONGEST_PAUSE.toMillis(), 50L << Math.min(failures, 7))));
        } catch (InterruptedException interrupted) {
            stopped = true;
        }
    }

    /**
     * Folds the next batch.
     *
     * @return how many events it had
     */
    int advance() throws SQLException {
        var kept = tail.after(position, batchSize);
        if (kept.isPresent() && kept.get().isEmpty()) {
            return 0;
        }
        try (var connection = database.getConnection()) {
            if (parked == null) {
                parked = DeadLetters.parked(connection, claim.segment());
            }
            var events = kept.isPresent() ? kept.get() : read(connection);
            if (!events.isEmpty()) {
                fold(connection, events);
            }
            return events.size();
        }
    }

    private List<DecodedEvent> read(Connection connection) throws SQLException {
        return EventLog.readAfter(connection, position, batchSize).stream().map(DecodedEvent::of).toList();
    }

    private void fold(Connection connection, List<DecodedEvent> events) throws SQLException {
        long started = System.nanoTime();
        var fold = new Fold<>(projection, claim.segment().number(), generation.segments(),
                parked == null ? Set.of() : parked, events);
        fold.over(sql.load(connection, fold.keys()));
        try {
            commit(connection, fold, events);
        } catch (SQLException e) {
            if (!isAboutTheRows(e)) {
                throw e;
            }
            if (events.size() > 1) {
                // halve until the refused event stands alone
                batchSize = Math.max(1, events.size() / 2);
                return;
            }
            commit(connection, fold.refused(String.valueOf(e.getMessage()).replace('\0', ' ')), events);
        }
        batchSize = Math.min(properties.batchSize(), batchSize * 2);
        parked = fold.parked();
        position = events.getLast().position();
        positions.advance(claim.segment(), position);
        metrics.folded(projection.name(), events.size(), System.nanoTime() - started, fold.letters().size());
        fold.letters().stream().filter(letter -> letter.error() != null).forEach(letter ->
                LOG.error("projection {} parks {}: {} at {}: {}", projection.name(), letter.sequence(),
                        letter.event().stored().name(), letter.event().position(), letter.error()));
    }

    private void commit(Connection connection, Fold<K, R> fold, List<DecodedEvent> events) throws SQLException {
        connection.setAutoCommit(false);
        try {
            claims.advance(connection, claim, events.getLast().position(), events.size());
            sql.delete(connection, fold.removed());
            sql.upsert(connection, fold.changed());
            DeadLetters.park(connection, claim.segment(), fold.letters());
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Data exceptions and integrity violations (SQLSTATE classes 22 and 23) come again however often they are tried. */
    private static boolean isAboutTheRows(SQLException e) {
        var state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
