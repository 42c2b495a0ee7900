package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.log.EventLog;
import dev.lectern.contracts.log.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the segments that this instance has of one generation along a long stretch of the log: each event is read and
 * decoded once for all of them, rows are folded in memory, and each segment writes its rows and its token now and then in a
 * short transaction of its own, because an open writing transaction delays every follower of the log. While readers ask it steps
 * back. Ends at the log's end, or where the generation is held; the segments' workers go on from there.
 */
final class CatchUp<K extends Record, R extends Record> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final int PAGE = 2_000;
    /** Between two writes: at least this, and at least so many times what the last one took. */
    private static final Duration WRITTEN_EVERY = Duration.ofSeconds(1);
    private static final int SHARE = 12;
    /** So that a write stays short: an open one delays every follower of the log. */
    private static final int ROWS_AT_ONCE = 10_000;

    private final Projection<K, R> projection;
    private final Generation generation;
    private final List<Claim> claims;
    private final SegmentWorker.Engine engine;
    private final Pace pace;
    private final TableSql<K, R> sql;
    private final Segmentation<K> segmentation;
    private final List<RowsInMemory<K, R>> segments = new ArrayList<>();
    private final Wakeup stopping = new Wakeup();
    private volatile boolean stopped;
    private volatile @Nullable Position troubled;

    private Position position;
    private @Nullable Position hold;
    private long writeAt = System.nanoTime() + WRITTEN_EVERY.toNanos();

    CatchUp(Projection<K, R> projection, Generation generation, List<Claim> claims, SegmentWorker.Engine engine, Pace pace) {
        this.projection = projection;
        this.generation = generation;
        this.claims = claims;
        this.engine = engine;
        this.pace = pace;
        sql = new TableSql<>(projection.table(), generation);
        segmentation = new Segmentation<>(projection.table(), generation.segments());
        position = claims.stream().map(Claim::position).min(Comparator.naturalOrder()).orElse(Position.START);
    }

    /** The claims it works under. */
    List<Claim> claims() {
        return claims;
    }

    /** Up to where the segments had better go one by one, because something on the way can't be written. */
    @Nullable Position troubled() {
        return troubled;
    }

    /** Lets it write what it has folded, and end. */
    void stop() {
        stopped = true;
        stopping.signal();
    }

    @Override
    public void run() {
        try (var connection = engine.database().getConnection()) {
            open(connection);
            follow(connection);
        } catch (Claim.LostException | Claim.HeldException e) {
            LOG.info("{}", e.getMessage());
        } catch (InterruptedException e) {
            LOG.debug("interrupted while catching up", e);
        } catch (SQLException e) {
            if (SegmentWorker.isAboutTheRows(e)) {
                troubled = position;
            }
            fail(e);
        } catch (ExecutionException | RuntimeException e) {
            fail(e);
        }
    }

    /** Nothing is lost: the tokens stand where the rows do, and the coordinator starts again from there. */
    private void fail(Exception e) {
        engine.metrics().failed(projection.name());
        LOG.warn("{} stopped catching up at {}: {}", generation.table(), position, e.getMessage());
    }

    private void open(Connection connection) throws SQLException {
        for (var claim : claims) {
            segments.add(new RowsInMemory<>(projection, segmentation, sql, claim,
                    DeadLetters.parked(connection, claim.segment())));
        }
        // the segments of a generation are held together
        hold = engine.claims().holdOf(connection, claims.getFirst());
    }

    private void follow(Connection connection) throws SQLException, InterruptedException, ExecutionException {
        var next = read(position);
        while (true) {
            var page = next.call();
            long requests = engine.readerRequests().getAsLong();
            long started = System.nanoTime();
            boolean last = page.asked() > page.events().size() || stopped || isHeld(page.end());
            next = last ? page::none : read(page.end());
            fold(connection, upToHold(page.events()));
            if (last || stopped) {
                write(connection);
                return;
            }
            if (isTimeToWrite()) {
                write(connection);
            }
            await(pace.after(page.events().size()));
            if (engine.readerRequests().getAsLong() != requests) {
                await(Duration.ofNanos(System.nanoTime() - started).multipliedBy(engine.properties().courtesy()));
            }
        }
    }

    private void await(Duration pause) throws InterruptedException {
        if (pause.isPositive()) {
            stopping.await(0, pause);
        }
    }

    /**
     * A stretch of the log.
     *
     * @param asked how many events it could have had
     */
    private record Page(Position start, List<RecordedEvent> events, int asked) {

        Position end() {
            return events.isEmpty() ? start : events.getLast().position();
        }

        Page none() {
            return new Page(end(), List.of(), 0);
        }
    }

    private interface Reading {
        Page call() throws SQLException, InterruptedException, ExecutionException;
    }

    /** Reads ahead while the page before is folded. */
    private Reading read(Position after) {
        int size = pace.page(PAGE);
        Callable<Page> reading = () -> {
            try (var connection = engine.database().getConnection()) {
                return new Page(after, EventLog.readAfter(connection, after, size), size);
            }
        };
        var task = new FutureTask<>(reading);
        Thread.ofPlatform().daemon().name("catch-up-reads").start(task);
        return task::get;
    }

    private boolean isHeld(Position end) {
        return hold != null && !hold.isAfter(end);
    }

    private List<RecordedEvent> upToHold(List<RecordedEvent> events) {
        var limit = hold;
        return limit == null ? events : events.stream().takeWhile(event -> !event.position().isAfter(limit)).toList();
    }

    private void fold(Connection connection, List<RecordedEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        long started = System.nanoTime();
        var steps = events.stream().map(event -> Step.of(projection, DecodedEvent.of(event))).toList();
        var divided = segmentation.divide(steps);
        position = events.getLast().position();
        int parked = 0;
        for (var segment : segments) {
            parked += segment.fold(connection, divided.get(segment.claim().segment().number()), events.size(), position);
        }
        engine.metrics().folded(projection.name(), events.size(), System.nanoTime() - started, parked);
    }

    private boolean isTimeToWrite() {
        return System.nanoTime() - writeAt >= 0 || isFull()
                || segments.stream().anyMatch(segment -> segment.toWrite() >= ROWS_AT_ONCE);
    }

    private boolean isFull() {
        return segments.stream().mapToInt(RowsInMemory::size).sum() > engine.properties().rowsInMemory();
    }

    private void write(Connection connection) throws SQLException {
        long started = System.nanoTime();
        boolean full = isFull();
        for (var segment : segments) {
            if (!segment.isAhead()) {
                continue;
            }
            boolean serving = commit(connection, segment);
            var reached = segment.written();
            if (serving) {
                engine.positions().advance(segment.claim().segment(), reached);
            }
            if (full) {
                segment.forget();
            }
        }
        long took = System.nanoTime() - started;
        writeAt = System.nanoTime() + Math.max(WRITTEN_EVERY.toNanos(), SHARE * took);
    }

    private boolean commit(Connection connection, RowsInMemory<K, R> segment) throws SQLException {
        connection.setAutoCommit(false);
        try {
            boolean serving = segment.write(connection, engine.claims());
            connection.commit();
            return serving;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
