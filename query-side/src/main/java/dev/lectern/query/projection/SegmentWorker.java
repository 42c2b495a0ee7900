package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.log.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
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
    /** How far in time a token may be behind events that change nothing: what other instances know of this one. */
    private static final Duration TOKEN_EVERY = Duration.ofMillis(50);
    /** How often a worker that is held looks whether it still is: only while generations are compared. */
    private static final Duration HELD = Duration.ofMillis(10);
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
    private final Segmentation<K> segmentation;

    /** Up to where events are folded: the token, or ahead of it by events that changed nothing here. */
    private Position position;
    private Position token;
    private long tokenAt = System.nanoTime() - TOKEN_EVERY.toNanos();
    private int passed;
    private boolean serving;
    private @Nullable Set<String> parked;
    private @Nullable Position hold;
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
        segmentation = new Segmentation<>(projection.table(), generation.segments());
        position = claim.position();
        token = position;
        batchSize = properties.batchSize();
    }

    /** What the workers of one instance share. */
    record Engine(DataSource database, Claims claims, LogTail tail, Wakeup arrived, Positions positions,
                  LongSupplier readerRequests, ProjectionMetrics metrics, ProjectionProperties properties) {
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
                    arrived.await(ticket, hold != null ? HELD : position.isAfter(token) ? TOKEN_EVERY : properties.pollIdle());
                }
                failures = 0;
            } catch (Claim.HeldException e) {
                hold = e.hold();
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
        if (kept.isPresent() && hold == null && parked != null && mine(kept.get()).isEmpty()) {
            return pass(kept.get());
        }
        try (var connection = database.getConnection()) {
            if (parked == null) {
                parked = DeadLetters.parked(connection, claim.segment());
            }
            var events = upToHold(connection, kept.isPresent() ? kept.get() : read(connection));
            var steps = mine(events);
            if (steps.isEmpty()) {
                return pass(events);
            }
            fold(connection, events, steps);
            return events.size();
        }
    }

    /** What of these events concerns this segment. */
    private List<Step<K>> mine(List<DecodedEvent> events) {
        return segmentation.of(events.stream().map(event -> Step.of(projection, event)).toList(), claim.segment().number());
    }

    /**
     * Events that change nothing here are in the rows as they are; the token follows them in a while. Most events concern few
     * projections, and a commit of each one's token for each event would be most of what PostgreSQL does.
     */
    private int pass(List<DecodedEvent> events) throws SQLException {
        if (!events.isEmpty()) {
            position = events.getLast().position();
            passed += events.size();
            if (serving) {
                positions.advance(claim.segment(), position);
            }
        }
        if (position.isAfter(token) && (hold != null || System.nanoTime() - tokenAt >= TOKEN_EVERY.toNanos())) {
            try (var connection = database.getConnection()) {
                reach(connection, position, passed);
            }
        }
        return events.size();
    }

    private void reach(Connection connection, Position reached, int events) throws SQLException {
        serving = claims.advance(connection, claim, token, reached, events);
        moved(reached);
    }

    private void moved(Position reached) {
        token = reached;
        tokenAt = System.nanoTime();
        passed = 0;
        if (serving) {
            positions.advance(claim.segment(), reached);
        }
    }

    private List<DecodedEvent> upToHold(Connection connection, List<DecodedEvent> events) throws SQLException {
        if (hold == null) {
            return events;
        }
        var limit = claims.holdOf(connection, claim);
        hold = limit;
        if (limit == null) {
            return events;
        }
        if (position.isAfter(limit) && limit.isAfter(token)) {
            // what lies between changed nothing
            reach(connection, limit, 0);
        }
        return events.stream().takeWhile(event -> !event.position().isAfter(limit)).toList();
    }

    private List<DecodedEvent> read(Connection connection) throws SQLException {
        return EventLog.readAfter(connection, position, batchSize).stream().map(DecodedEvent::of).toList();
    }

    private void fold(Connection connection, List<DecodedEvent> events, List<Step<K>> steps) throws SQLException {
        long started = System.nanoTime();
        var fold = new Fold<>(projection, parked == null ? Set.of() : parked, steps);
        var stored = sql.load(connection, fold.keys());
        sql.loadOf(connection, fold.erased()).forEach((key, row) -> {
            if (segmentation.segmentOf(key) == claim.segment().number()) {
                stored.put(key, row);
            }
        });
        fold.over(stored);
        try {
            serving = commit(connection, fold, events);
        } catch (SQLException e) {
            if (!isAboutTheRows(e)) {
                throw e;
            }
            if (events.size() > 1) {
                // halve until the refused event stands alone
                batchSize = Math.max(1, events.size() / 2);
                return;
            }
            serving = commit(connection, fold.refused(reason(e)), events);
        }
        batchSize = Math.min(properties.batchSize(), batchSize * 2);
        parked = fold.parked();
        position = events.getLast().position();
        moved(position);
        metrics.folded(projection.name(), events.size(), System.nanoTime() - started, fold.letters().size());
        fold.letters().stream().filter(letter -> letter.error() != null).forEach(letter ->
                LOG.error("projection {} parks {}: {} at {}: {}", projection.name(), letter.sequence(),
                        letter.event().stored().name(), letter.event().position(), letter.error()));
    }

    /** @return whether these rows serve readers */
    private boolean commit(Connection connection, Fold<K, R> fold, List<DecodedEvent> events) throws SQLException {
        connection.setAutoCommit(false);
        try {
            boolean serving = claims.advance(connection, claim, token, events.getLast().position(), passed + events.size());
            sql.delete(connection, fold.removed());
            sql.upsert(connection, fold.changed());
            DeadLetters.park(connection, claim.segment(), fold.letters());
            connection.commit();
            return serving;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** What a dead letter says of it. */
    static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).replace('\0', ' ');
    }

    /** Data exceptions and integrity violations (SQLSTATE classes 22 and 23) come again however often they are tried. */
    static boolean isAboutTheRows(SQLException e) {
        var state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
