package dev.lectern.query.live;

import dev.lectern.contracts.Position;
import dev.lectern.query.live.LiveNews.ReaderNews;
import dev.lectern.query.projection.DecodedEvent;
import dev.lectern.query.projection.LogObserver;
import dev.lectern.query.projection.Positions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The open streams of this instance. They share one look at the log: an event waits here until answers include it, is
 * told to the streams of its reader, and is kept a while for those who resume.
 */
@Component
@EnableConfigurationProperties(LiveProperties.class)
class LiveStreams implements LogObserver, SmartLifecycle {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Positions positions;
    private final LiveProperties properties;
    private final Counter cutOff;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<UUID, Set<LiveStream>> streams = new HashMap<>();
    /** Seen in the log, but not in the answers yet. */
    private final Deque<LiveEvent> pending = new ArrayDeque<>();
    /** Told, for those who resume after {@link #floor} or later. */
    private final Deque<LiveEvent> kept = new ArrayDeque<>();
    private Position floor = Position.START;
    private Position told = Position.START;
    private @Nullable Position dropped;
    private volatile @Nullable Thread telling;

    LiveStreams(Positions positions, LiveProperties properties, MeterRegistry meters) {
        this.positions = positions;
        this.properties = properties;
        cutOff = meters.counter("lectern.events.cut");
        meters.gauge("lectern.events.streams", this, LiveStreams::open);
    }

    @Override
    public void observingFrom(Position start) {
        locked(() -> {
            floor = start;
            told = start;
        });
    }

    @Override
    public void seen(List<DecodedEvent> events) {
        locked(() -> {
            events.stream().filter(DecodedEvent::isReadable)
                    .flatMap(event -> LiveEvent.of(event.position(), event.event()).stream()).forEach(pending::add);
            // the folds are so far behind that nobody is told in time: forget it, and have everybody load again
            if (pending.size() > properties.kept()) {
                dropped = pending.getLast().position();
                pending.clear();
            }
            arrived.signal();
        });
    }

    /**
     * Opens a stream.
     *
     * @param after the last event that the client has seen; if {@code null}, only what answers don't include yet is told
     * @return nothing if the reader has too many already
     */
    Optional<LiveStream> open(UUID reader, @Nullable Position after) {
        var current = positions.current();
        lock.lock();
        try {
            var open = streams.computeIfAbsent(reader, id -> new LinkedHashSet<>());
            if (open.size() >= properties.perReader()) {
                return Optional.empty();
            }
            var stream = new LiveStream(reader, after == null ? current : after, properties.buffer());
            open.add(stream);
            if (after != null && floor.isAfter(after)) {
                stream.tellMissed(told);
            } else if (after != null) {
                var missed = kept.stream().filter(event -> event.reader().equals(reader) && event.position().isAfter(after)).toList();
                if (missed.size() < properties.buffer()) {
                    missed.forEach(stream::tell);
                } else {
                    stream.tellMissed(told);
                }
            }
            return Optional.of(stream);
        } finally {
            lock.unlock();
        }
    }

    void close(LiveStream stream) {
        locked(() -> forget(stream));
        stream.close();
    }

    private void forget(LiveStream stream) {
        streams.computeIfPresent(stream.reader(), (reader, open) -> {
            open.remove(stream);
            return open.isEmpty() ? null : open;
        });
    }

    /** Up to where a client that waits for nothing has been told everything. */
    Optional<Position> toldAll(LiveStream stream) {
        var current = positions.current();
        lock.lock();
        try {
            if (!stream.isIdle()) {
                return Optional.empty();
            }
            // what answers include was seen before, so it is pending or told
            boolean all = dropped == null && (pending.isEmpty() || pending.getFirst().position().isAfter(current));
            var here = all && current.isAfter(told) ? current : told;
            // the client may come from an instance that is ahead of this one
            return Optional.of(stream.after().isAfter(here) ? stream.after() : here);
        } finally {
            lock.unlock();
        }
    }

    int open() {
        lock.lock();
        try {
            return streams.values().stream().mapToInt(Set::size).sum();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        telling = Thread.ofVirtual().name("live-events").start(this::tellAll);
    }

    private void tellAll() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (positions.await(next(), LOOK_AGAIN)) {
                    tellUpTo(positions.current());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until there is something to tell, and says when answers include it. */
    private Position next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (pending.isEmpty() && dropped == null) {
                arrived.await();
            }
            return dropped != null ? dropped : pending.getFirst().position();
        } finally {
            lock.unlock();
        }
    }

    private void tellUpTo(Position current) {
        locked(() -> {
            var lost = dropped;
            if (lost != null && !lost.isAfter(current)) {
                dropped = null;
                kept.clear();
                floor = lost;
                told = lost;
                List.copyOf(streams.values()).forEach(open -> List.copyOf(open).forEach(stream -> keep(stream, stream.tellMissed(lost))));
            }
            while (!pending.isEmpty() && !pending.getFirst().position().isAfter(current)) {
                tell(pending.removeFirst());
            }
        });
    }

    private void tell(LiveEvent event) {
        told = event.position();
        if (event.news().getFirst() instanceof ReaderNews) {
            // who was erased is remembered nowhere
            kept.removeIf(earlier -> earlier.reader().equals(event.reader()));
        }
        kept.add(event);
        if (kept.size() > properties.kept()) {
            floor = kept.removeFirst().position();
        }
        List.copyOf(streams.getOrDefault(event.reader(), Set.of())).forEach(stream -> keep(stream, stream.tell(event)));
    }

    private void keep(LiveStream stream, boolean keepsUp) {
        if (!keepsUp) {
            cutOff.increment();
            forget(stream);
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Before the web server waits for open requests: these would never end. */
    @Override
    public void stop() {
        var thread = telling;
        telling = null;
        if (thread != null) {
            thread.interrupt();
        }
        locked(() -> streams.values().forEach(open -> open.forEach(LiveStream::close)));
    }

    @Override
    public boolean isRunning() {
        return telling != null;
    }
}
