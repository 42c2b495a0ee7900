package dev.lectern.command.eventstore;

import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** The log from a token on, for one of Axon's processors: page after page, and then whenever the notifier says that there may be more. */
final class LogStream implements TrackingEventStream {

    private final EventStorageEngine engine;
    private final EventNotifier notifier;
    private final Semaphore mayHaveMore = new Semaphore(1);
    private final Runnable woken = this::wake;
    private volatile Runnable whenAvailable = () -> { };
    private @Nullable TrackingToken token;
    private Iterator<? extends TrackedEventMessage<?>> page = Collections.emptyIterator();
    private @Nullable TrackedEventMessage<?> next;

    LogStream(EventStorageEngine engine, EventNotifier notifier, @Nullable TrackingToken token) {
        this.engine = engine;
        this.notifier = notifier;
        this.token = token;
        notifier.wake(woken);
    }

    private void wake() {
        mayHaveMore.release();
        whenAvailable.run();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        whenAvailable = callback;
        return true;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return hasNextAvailable() ? Optional.ofNullable(next) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (next == null) {
            if (page.hasNext()) {
                next = page.next();
            } else if (mayHaveMore.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                readPage();
            } else {
                return false;
            }
        }
        return true;
    }

    private void readPage() {
        // whoever wakes from here on means what this may not see
        mayHaveMore.drainPermits();
        var events = engine.readEvents(token, false).toList();
        page = events.iterator();
        if (events.size() == PostgresEventStorageEngine.PAGE) {
            mayHaveMore.release();
        }
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.DAYS)) {
            continue;
        }
        var event = Objects.requireNonNull(next);
        next = null;
        token = event.trackingToken();
        return event;
    }

    @Override
    public void close() {
        notifier.letSleep(woken);
    }
}
