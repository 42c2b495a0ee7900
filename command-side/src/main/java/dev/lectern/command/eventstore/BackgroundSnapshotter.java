package dev.lectern.command.eventstore;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps aggregates' states, one after the other, while nobody waits for it. A state is taken from the aggregate in memory, as a
 * decision takes it. Axon's {@code AggregateSnapshotter} reads the stream once more, and as many at once as there are: when many
 * aggregates come to their snapshots together, writers wait for the connections that those readings take.
 */
final class BackgroundSnapshotter implements Snapshotter, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundSnapshotter.class);

    private final Decisions decisions;
    private final EventStore events;
    private final Function<Class<?>, Repository<?>> repositories;
    private final ExecutorService background = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("snapshots").factory());

    /** @param repositories by the aggregate's class */
    BackgroundSnapshotter(Decisions decisions, EventStore events, Function<Class<?>, Repository<?>> repositories) {
        this.decisions = decisions;
        this.events = events;
        this.repositories = repositories;
    }

    @Override
    public void scheduleSnapshot(Class<?> aggregateType, String aggregateId) {
        try {
            background.execute(() -> keep(aggregateType, aggregateId));
        } catch (RejectedExecutionException e) {
            LOG.debug("no snapshot of {} while stopping", aggregateId);
        }
    }

    /** Without a snapshot an aggregate is only slower to load, and its next events bring the next one. */
    private void keep(Class<?> aggregateType, String aggregateId) {
        try {
            decisions.decide(true, decision -> {
                var aggregate = repositories.apply(aggregateType).load(aggregateId);
                aggregate.execute(state -> events.storeSnapshot(
                        new GenericDomainEventMessage<>(aggregate.type(), aggregateId, aggregate.version(), state)));
                return decision;
            });
        } catch (RuntimeException e) {
            LOG.debug("no snapshot of {} this time", aggregateId, e);
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
