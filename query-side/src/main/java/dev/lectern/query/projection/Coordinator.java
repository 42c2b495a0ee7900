package dev.lectern.query.projection;

import dev.lectern.query.projection.Claim.Segment;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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

    private record Working(SegmentWorker<?, ?> worker, Thread thread) {
    }

    private final Collection<Projection<?, ?>> projections;
    private final Generations generations;
    private final SegmentWorker.Engine engine;
    private final LogListener listener;
    private final ProjectionStates states;
    private final Map<Segment, Working> workers = new HashMap<>();
    private final Wakeup stopping = new Wakeup();
    private @Nullable Thread coordinating;
    private @Nullable Thread listening;
    private @Nullable Thread reading;
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
        reading = Thread.ofVirtual().name("event-log-tail").start(engine.tail());
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
            } catch (RuntimeException | LinkageError e) {
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
        Map<Generation, Projection<?, ?>> ours = new LinkedHashMap<>();
        for (var projection : projections) {
            for (var generation : generations.of(projection)) {
                if (generation.isOf(projection)) {
                    ours.put(generation, projection);
                    free -= free > 0 ? engine.claims().claim(generation, free) : 0;
                }
            }
        }
        var mine = engine.claims().held();
        workers.keySet().stream()
                .filter(segment -> mine.stream().noneMatch(claim -> claim.segment().equals(segment)))
                .toList().forEach(this::stop);
        mine.forEach(claim -> ours.forEach((generation, projection) -> {
            if (isOf(claim.segment(), generation)) {
                work(projection, generation, claim);
            }
        }));
    }

    private static boolean isOf(Segment segment, Generation generation) {
        return segment.projection().equals(generation.projection()) && segment.generation() == generation.number();
    }

    private <K extends Record, R extends Record> void work(Projection<K, R> projection, Generation generation,
                                                           Claim claim) {
        var present = workers.get(claim.segment());
        if (present != null && present.thread().isAlive() && present.worker().claim().epoch() == claim.epoch()) {
            return;
        }
        stop(claim.segment());
        var worker = new SegmentWorker<>(projection, generation, claim, engine);
        var thread = Thread.ofVirtual().name("projection-" + generation.projection() + "-" + claim.segment().number())
                .start(worker);
        workers.put(claim.segment(), new Working(worker, thread));
    }

    private void stop(Segment segment) {
        var working = workers.remove(segment);
        if (working != null) {
            working.worker().stop();
        }
    }

    /** Lets what is being committed be committed, then leaves the segments to others. */
    @Override
    public void stop() {
        running = false;
        stopping.signal();
        Stream.of(listening, reading).filter(Objects::nonNull).forEach(Thread::interrupt);
        try {
            if (coordinating != null) {
                coordinating.join(LONGEST_STOP);
            }
            var working = List.copyOf(workers.values());
            List.copyOf(workers.keySet()).forEach(this::stop);
            for (var each : working) {
                each.thread().join(LONGEST_STOP);
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
