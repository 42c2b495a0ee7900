package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.query.projection.Claim.Segment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Up to where the log is folded into what readers see. Known without a query, so it may lag a moment, never lead. */
public final class Positions {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final JdbcClient jdbc;
    private final Wakeup moved = new Wakeup();
    private final Map<Segment, Position> serving = new HashMap<>();
    private final ReentrantLock asking = new ReentrantLock();
    private long askedAt = System.nanoTime();
    private Position observed = Position.START;
    private volatile Position current = Position.START;

    Positions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every event up to here is in every answer. */
    public Position current() {
        return current;
    }

    /**
     * Waits until answers include a position.
     *
     * @return whether they do
     */
    public boolean await(Position wanted, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (wanted.isAfter(current)) {
            long ticket = moved.ticket();
            if (wanted.isAfter(current)) {
                moved.await(ticket, LOOK_AGAIN);
            }
            if (wanted.isAfter(current)) {
                refreshForAll();
            }
            if (System.nanoTime() - deadline >= 0) {
                return !wanted.isAfter(current);
            }
        }
        return true;
    }

    /** A segment of this instance that serves readers was committed up to here. */
    void advance(Segment segment, Position position) {
        boolean moves;
        synchronized (serving) {
            moves = serving.computeIfPresent(segment, (s, before) -> position.isAfter(before) ? position : before) != null && recompute();
        }
        wake(moves);
    }

    /** This instance has read the log up to here, and so have its observers. */
    void observed(Position position) {
        boolean moves;
        synchronized (serving) {
            observed = position;
            moves = recompute();
        }
        wake(moves);
    }

    /** As {@link #refresh}, but of many who wait one asks for all, and not too often. */
    private void refreshForAll() {
        if (!asking.tryLock()) {
            return;
        }
        try {
            if (System.nanoTime() - askedAt >= LOOK_AGAIN.toNanos()) {
                refresh();
                askedAt = System.nanoTime();
            }
        } finally {
            asking.unlock();
        }
    }

    /** Learns how far the segments of other instances are, and which generations serve. */
    void refresh() {
        Map<Segment, Position> stored = new HashMap<>();
        try {
            jdbc.sql("""
                    SELECT projection, generation, number, tx, index FROM query.segment WHERE serving
                    """).query(row -> {
                stored.put(new Segment(row.getString("projection"), row.getInt("generation"), row.getInt("number")),
                        new Position(row.getLong("tx"), row.getLong("index")));
            });
        } catch (DataAccessException e) {
            // what was known stays true while PostgreSQL is away
            return;
        }
        boolean moves;
        synchronized (serving) {
            serving.keySet().retainAll(stored.keySet());
            stored.forEach((segment, position) -> serving.merge(segment, position,
                    (known, read) -> read.isAfter(known) ? read : known));
            moves = recompute();
        }
        wake(moves);
    }

    /** @return whether answers include more now */
    private boolean recompute() {
        var reached = serving.values().stream().min(Position::compareTo)
                .map(least -> least.isAfter(observed) ? observed : least).orElse(current);
        if (!reached.isAfter(current)) {
            return false;
        }
        current = reached;
        return true;
    }

    /** Every segment moves at every event, and only the last one of them changes what those who wait are waiting for. */
    private void wake(boolean moves) {
        if (moves) {
            moved.signal();
        }
    }
}
