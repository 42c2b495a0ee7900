package dev.lectern.query.projection;

import dev.lectern.query.projection.Claim.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Decides what this instance works on: claims its fair share of the segments, starts and stops their workers, keeps the
 * claims alive, and lets finished generations serve. Failing costs it a second, never the thread.
 */
final class Coordinator implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

    private final Collection<Projection<?, ?>> projections;
    private final Generations generations;
    private final SegmentWorker.Engine engine;
    private final LogListener listener;
    private final ProjectionStates states;
    private final Map<Segment, SegmentWorker<?, ?>> workers = new HashMap<>();
    private final List<Thread> working = new ArrayList<>();
    private final Wakeup stopping = new Wakeup();
    private @Nullable Thread coordinating;
    private @Nullable Thread listening;
    private volatile boolean running;
    private volatile boolean prepared;

    Coordinator(Collection<Projection<?, ?>> projections, Generations generations, SegmentWorker.Engine engine,
                LogListener listener, ProjectionStates states) {
        this.projections = projections;
        this.generations = generations;
        this.engine = engine;
        this.listener = listener;
        this.states = states;
    }

    @Override
    public void start() {
        running = true;
        coordinating = Thread.ofVirtual().name("projection-coordinator").start(this::coordinate);
        listening = Thread.ofVirtual().name("event-log-listener").start(listener);
    }

    /** Whether every projection has a generation to answer from. */
    boolean isPrepared() {
        return prepared;
    }

    private void coordinate() {
        int failures = 0;
        while (running) {
            try {
                turn();
                failures = 0;
            } catch (RuntimeException e) {
                failures++;
                if (failures == 1 || failures % 60 == 0) {
                    LOG.warn("the projections can't be coordinated now: {}", e.getMessage());
                }
            }
            try {
                stopping.await(0, PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void turn() {
        if (!prepared) {
            projections.forEach(generations::ensure);
            prepared = true;
        }
        engine.claims().beat();
        projections.forEach(generations::activateWhenCaughtUp);
        share();
        engine.positions().refresh();
        engine.metrics().lags(states.all());
    }

    /** Takes what is free up to the fair share, gives back what is beyond it, and matches the workers to what is held. */
    private void share() {
        int share = engine.claims().fairShare();
        var held = engine.claims().held();
        held.stream().skip(share).forEach(claim -> {
            stop(claim.segment());
            engine.claims().release(claim);
        });
        int free = share - held.size();
        Map<Segment, Runnable> mine = new HashMap<>();
        for (var projection : projections) {
            for (var generation : generations.of(projection)) {
                if (generation.isOf(projection)) {
                    if (free > 0) {
                        engine.claims().claim(generation, free);
                        free = share - engine.claims().held().size();
                    }
                    engine.claims().held().stream()
                            .filter(claim -> isOf(claim.segment(), generation))
                            .forEach(claim -> mine.put(claim.segment(), () -> work(projection, generation, claim)));
                }
            }
        }
        workers.keySet().stream().filter(segment -> !mine.containsKey(segment)).toList().forEach(this::stop);
        mine.values().forEach(Runnable::run);
    }

    private static boolean isOf(Segment segment, Generation generation) {
        return segment.projection().equals(generation.projection()) && segment.generation() == generation.number();
    }

    private <K extends Record, R extends Record> void work(Projection<K, R> projection, Generation generation,
                                                           Claim claim) {
        var present = workers.get(claim.segment());
        if (present != null && present.claim().epoch() == claim.epoch()) {
            return;
        }
        stop(claim.segment());
        var worker = new SegmentWorker<>(projection, generation, claim, engine);
        workers.put(claim.segment(), worker);
        working.removeIf(thread -> !thread.isAlive());
        working.add(Thread.ofVirtual().name("projection-" + generation.projection() + "-" + claim.segment().number())
                .start(worker));
    }

    private void stop(Segment segment) {
        var worker = workers.remove(segment);
        if (worker != null) {
            worker.stop();
        }
    }

    /** Lets what is being committed be committed, then leaves the segments to others. */
    @Override
    public void stop() {
        running = false;
        stopping.signal();
        if (listening != null) {
            listening.interrupt();
        }
        try {
            if (coordinating != null) {
                coordinating.join(LONGEST_STOP);
            }
            List.copyOf(workers.keySet()).forEach(this::stop);
            for (var thread : working) {
                thread.join(LONGEST_STOP);
            }
            engine.claims().leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("the claims run out by themselves", e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
