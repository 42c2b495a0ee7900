package dev.lectern.query.live;

import dev.lectern.contracts.Position;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream: what waits to be sent to it. Whoever tells it something never waits: a client that is too slow is
 * cut off, and resumes where it was.
 */
final class LiveStream {

    /** What is sent. */
    sealed interface Part {

        record Told(LiveEvent event) implements Part {
        }

        /** Too much was missed: the client is to load what it shows again. */
        record Missed(Position position) implements Part {
        }
    }

    private final UUID reader;
    private final Position after;
    private final BlockingQueue<Part> waiting;
    private volatile boolean closed;

    /** @param after what the client has seen: nothing up to there is told again */
    LiveStream(UUID reader, Position after, int buffer) {
        this.reader = reader;
        this.after = after;
        waiting = new ArrayBlockingQueue<>(buffer);
    }

    UUID reader() {
        return reader;
    }

    /** What the client had seen when it came. */
    Position after() {
        return after;
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    /** @return whether the client keeps up */
    boolean tell(LiveEvent event) {
        return !event.position().isAfter(after) || add(new Part.Told(event));
    }

    boolean tellMissed(Position position) {
        return add(new Part.Missed(position));
    }

    private boolean add(Part part) {
        if (!waiting.offer(part)) {
            close();
        }
        return !closed;
    }

    void close() {
        closed = true;
        // there is room again, or the one who waits is awake anyway
        waiting.clear();
        waiting.offer(new Part.Missed(Position.START));
    }

    boolean isClosed() {
        return closed;
    }

    /** The next part, or {@code null} if there is none in time or the stream is closed. */
    @Nullable Part next(Duration atMost) throws InterruptedException {
        var part = waiting.poll(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
        return closed ? null : part;
    }
}
