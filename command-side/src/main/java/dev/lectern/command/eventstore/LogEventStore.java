package dev.lectern.command.eventstore;

import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store on the log. Its followers read when they are woken. Axon's {@code EmbeddedEventStore} has a thread that reads
 * the log after every commit, into a memory that our followers, who come twice a second there, have no use for.
 */
final class LogEventStore extends AbstractEventStore {

    private static final class Settings extends Builder {
    }

    private final EventNotifier notifier;

    LogEventStore(EventStorageEngine engine, EventNotifier notifier) {
        super(new Settings().storageEngine(engine));
        this.notifier = notifier;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new LogStream(storageEngine(), notifier, token);
    }
}
