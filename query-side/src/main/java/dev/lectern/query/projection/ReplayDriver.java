package dev.lectern.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes replays through the states they go through by themselves. One instance at a time drives a replay: the one that has
 * its lock, which PostgreSQL frees when that instance dies; the next one takes the step again from its beginning.
 */
final class ReplayDriver {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayDriver.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** How much of the rate of late is the latest measurement. */
    private static final double FRESH = 0.4;

    private final Replays replays;
    private final ReplayTable table;
    private final Generations generations;
    private final Holds holds;
    private final DataSource unpooled;
    private final Clock clock;
    private final Map<UUID, Thread> driving = new HashMap<>();

    /** @param unpooled connections without a time limit on statements: indexes of large tables take their time */
    ReplayDriver(Replays replays, ReplayTable table, Generations generations, Holds holds, DataSource unpooled, Clock clock) {
        this.replays = replays;
        this.table = table;
        this.generations = generations;
        this.holds = holds;
        this.unpooled = unpooled;
        this.clock = clock;
    }

    /** Sees to it that each of these is driven, here or by another instance. */
    void drive(List<Replay> unended) {
        driving.values().removeIf(thread -> !thread.isAlive());
        unended.stream().filter(this::goesByItself).forEach(replay -> driving.computeIfAbsent(replay.id(),
                id -> Thread.ofVirtual().name("replay-" + replay.projection()).start(() -> drive(replay))));
    }

    void stop() {
        driving.values().forEach(Thread::interrupt);
    }

    private boolean goesByItself(Replay replay) {
        return switch (ReplayState.of(replay.state())) {
            case BUILDING, INDEXING, COMPARING -> true;
            case READY -> isToServe(replay);
            case ACTIVATED -> replay.rollbackUntil() != null && !clock.instant().isBefore(replay.rollbackUntil());
            case PAUSED, FINISHED, CANCELLED -> false;
        };
    }

    private static boolean isToServe(Replay replay) {
        var comparison = replay.comparison();
        return replay.auto() && (replay.expected() || comparison != null && comparison.isAsExpected() && replay.deadLetters() == 0);
    }

    private void drive(Replay replay) {
        try (var connection = unpooled.getConnection()) {
            if (!lock(connection, replay.id())) {
                return;
            }
            var pause = new Wakeup();
            var pace = new Speedometer();
            var now = replay;
            while (goesByItself(now) && step(connection, now, pace)) {
                pause.await(0, PAUSE);
                now = replays.find(replay.projection(), replay.id());
            }
        } catch (InterruptedException e) {
            LOG.debug("no longer driving {}", replay.id(), e);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("the replay of {} doesn't get on: {}", replay.projection(), e.getMessage());
            report(replay, e);
        }
    }

    private void report(Replay replay, Exception failure) {
        try {
            table.report(replay, String.valueOf(failure.getMessage()).replace('\0', ' '));
        } catch (RuntimeException e) {
            LOG.debug("PostgreSQL is away: {}", e.getMessage());
        }
    }

    private static boolean lock(Connection connection, UUID replay) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(hashtextextended('lectern.replay.' || ?, 0))")) {
            statement.setString(1, replay.toString());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** @return whether to look again soon */
    private boolean step(Connection connection, Replay replay, Speedometer speed) throws SQLException, InterruptedException {
        var projection = replays.projection(replay.projection());
        var before = generations.numbered(projection, replay.replaces()).orElse(null);
        var after = generations.numbered(projection, replay.generation()).orElse(null);
        if (before == null || after == null || !after.isOf(projection)) {
            // cancelled just now, or another release's
            return false;
        }
        switch (ReplayState.of(replay.state())) {
            case BUILDING -> build(replay, after, speed);
            case INDEXING -> index(connection, projection, replay, after);
            case COMPARING -> compare(projection, replay, before, after);
            case READY -> replays.activate(projection, replay);
            case ACTIVATED -> generations.inTurn(() -> {
                replays.finish(projection, replay);
                return replay;
            });
            case PAUSED, FINISHED, CANCELLED -> {
                return false;
            }
        }
        return true;
    }

    private void build(Replay replay, Generation after, Speedometer speed) {
        table.rate(replay, speed.at(replay.events()));
        if (generations.isCaughtUp(after, replay.throttle())) {
            table.change(replay, ReplayState.INDEXING);
        }
    }

    /** Each index by itself and beside the writers, so that no transaction stays open for long. */
    private void index(Connection connection, Projection<?, ?> projection, Replay replay, Generation after) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var index : projection.table().indexes()) {
                var name = TableSql.nameOf(index, after);
                try (var known = statement.executeQuery("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('query." + name + "')")) {
                    if (known.next() && known.getBoolean(1)) {
                        continue;
                    }
                }
                // what a crash left half made
                statement.execute("DROP INDEX IF EXISTS query." + name);
                statement.execute("CREATE INDEX CONCURRENTLY %s ON %s %s".formatted(name, after.table(), index.definition()));
            }
            statement.execute("ANALYZE " + after.table());
        }
        generations.follow(after);
        table.change(replay, ReplayState.COMPARING);
    }

    private void compare(Projection<?, ?> projection, Replay replay, Generation before, Generation after)
            throws SQLException, InterruptedException {
        var comparison = comparison(projection, replay, before, after);
        if (comparison != null || replay.expected()) {
            table.compared(replay, comparison);
        } else {
            table.report(replay, "The generations couldn't be brought to the same position; trying again.");
        }
    }

    private @Nullable Comparison comparison(Projection<?, ?> projection, Replay replay, Generation before, Generation after)
            throws SQLException, InterruptedException {
        try (var snapshot = unpooled.getConnection()) {
            boolean aligned;
            try {
                aligned = holds.holding(before, after, () -> holds.isAligned(before, after));
                if (aligned) {
                    snapshot.setReadOnly(true);
                    snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    snapshot.setAutoCommit(false);
                    try (var statement = snapshot.createStatement()) {
                        // the first statement is what the snapshot is of
                        statement.execute("SELECT 1");
                    }
                }
            } finally {
                // the snapshot stays where it is, whatever is written from now on
                holds.release(replay.projection());
            }
            var comparison = aligned
                    ? new RowComparison(snapshot, projection.table(), before, after).run(replay.expected(), clock.instant()) : null;
            if (aligned) {
                snapshot.rollback();
            }
            return comparison;
        }
    }

    /** How fast it goes of late. */
    private static final class Speedometer {

        private long events = -1;
        private long at;
        private double rate;

        /** @return events a second */
        double at(long now) {
            long time = System.nanoTime();
            if (events >= 0 && time > at && now > events) {
                double latest = (now - events) * 1e9 / (time - at);
                rate = rate == 0 ? latest : FRESH * latest + (1 - FRESH) * rate;
            }
            if (events < 0 || now > events) {
                events = now;
                at = time;
            }
            return rate;
        }
    }
}
