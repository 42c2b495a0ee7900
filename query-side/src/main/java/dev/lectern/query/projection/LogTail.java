package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.log.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the log as this instance has read it: read and decoded once, whoever follows. It tells the observers, wakes
 * the workers, and keeps the last events for them. Failing costs it a moment, never the thread.
 */
final class LogTail implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    private static final int PAGE = 1_000;
    /** What is kept: this many events, or fewer if their JSON is longer than this many characters. */
    private static final int KEPT = 4_000;
    private static final int KEPT_CHARACTERS = 16_000_000;
    private static final Duration ACTIVE_FOR = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String BACK_FROM_THE_HEAD = """
            SELECT tx::text::bigint, index FROM events.event
             WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
             ORDER BY event.tx DESC, index DESC OFFSET ? LIMIT 1
            """;

    /** The events after a position, without a gap. */
    private record Recent(Position start, List<DecodedEvent> events) {

        Position end() {
            return events.isEmpty() ? start : events.getLast().position();
        }

        /** The place of the first event after a position. */
        int after(Position position) {
            int low = 0;
            int high = events.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (events.get(middle).position().isAfter(position)) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        Recent and(List<DecodedEvent> more) {
            var all = new ArrayList<>(events);
            all.addAll(more);
            int from = all.size();
            long characters = 0;
            while (from > 0 && all.size() - from < KEPT && characters < KEPT_CHARACTERS) {
                from--;
                characters += all.get(from).recorded().stored().json().length();
            }
            return from == 0 ? new Recent(start, List.copyOf(all))
                    : new Recent(all.get(from - 1).position(), List.copyOf(all.subList(from, all.size())));
        }
    }

    private final DataSource database;
    private final Wakeup notified;
    private final Wakeup arrived;
    private final Positions positions;
    private final Collection<LogObserver> observers;
    private final ProjectionProperties properties;
    private Position headAtStart = Position.START;
    private volatile @Nullable Recent recent;

    /**
     * @param notified signalled when there may be new events
     * @param arrived  is signalled when there are
     */
    LogTail(DataSource database, Wakeup notified, Wakeup arrived, Positions positions,
            Collection<LogObserver> observers, ProjectionProperties properties) {
        this.database = database;
        this.notified = notified;
        this.arrived = arrived;
        this.positions = positions;
        this.observers = observers;
        this.properties = properties;
    }

    /**
     * The next events after a position as far as they are kept here.
     *
     * @return nothing where the log itself must be asked; an empty list where there is no more yet
     */
    Optional<List<DecodedEvent>> after(Position position, int limit) {
        var known = recent;
        if (known == null || known.start().isAfter(position)) {
            return Optional.empty();
        }
        int from = known.after(position);
        return Optional.of(known.events().subList(from, Math.min(known.events().size(), from + limit)));
    }

    /** Up to where this instance has read the log. */
    Position end() {
        var known = recent;
        return known == null ? Position.START : known.end();
    }

    @Override
    public void run() {
        int failures = 0;
        long lastEvent = System.nanoTime() - ACTIVE_FOR.toNanos();
        while (!Thread.currentThread().isInterrupted()) {
            long ticket = notified.ticket();
            try {
                int events = advance();
                if (events > 0) {
                    lastEvent = System.nanoTime();
                }
                if (events < PAGE) {
                    boolean active = System.nanoTime() - lastEvent < ACTIVE_FOR.toNanos();
                    notified.await(ticket, active ? properties.pollActive() : properties.pollIdle());
                }
                failures = 0;
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                failures++;
                if (failures == 20 || failures % 1_000 == 0) {
                    LOG.warn("the event log can't be read now: {}", e.getMessage());
                }
                try {
                    notified.await(ticket, PAUSE);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    /** @return how many events there were, or might be: with fewer than a page there was no more */
    int advance() throws SQLException {
        try (var connection = database.getConnection()) {
            var known = recent;
            if (known == null) {
                start(connection);
                return PAGE;
            }
            var events = EventLog.readAfter(connection, known.end(), PAGE).stream().map(DecodedEvent::of).toList();
            if (!events.isEmpty()) {
                tell(observer -> observer.seen(events));
                reached(known.and(events));
            }
            return events.size();
        }
    }

    /** Goes back from the log's head: what came while this instance was away is told and kept like what is to come. */
    private void start(Connection connection) throws SQLException {
        headAtStart = position(connection, 0);
        var begin = position(connection, KEPT);
        tell(observer -> observer.observingFrom(begin));
        reached(new Recent(begin, List.of()));
    }

    private void reached(Recent known) {
        recent = known;
        if (!headAtStart.isAfter(known.end())) {
            positions.observed(known.end());
        }
        arrived.signal();
    }

    private void tell(Consumer<LogObserver> what) {
        for (var observer : observers) {
            try {
                what.accept(observer);
            } catch (RuntimeException e) {
                LOG.error("{} failed to look at the log", observer.getClass().getSimpleName(), e);
            }
        }
    }

    /** Of the event that has so many after it. */
    private static Position position(Connection connection, int fromTheEnd) throws SQLException {
        try (var query = connection.prepareStatement(BACK_FROM_THE_HEAD)) {
            query.setInt(1, fromTheEnd);
            var row = query.executeQuery();
            return row.next() ? new Position(row.getLong(1), row.getLong(2)) : Position.START;
        }
    }
}
