package dev.lectern.query.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Decides what this instance works on: claims its fair share of the segments, starts and stops their workers, keeps the
 * claims alive, and sees to the replays. Failing costs it a second, never the thread.
 */
final class Coordinator implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

    private final Collection<Projection<?, ?>> projections;
    private final Generations generations;
    private final SegmentWorker.Engine engine;
    private final LogListener listener;
    private final Replays replays;
    private final ReplayDriver driver;
    private final ProjectionStates states;
    private final Wakeup turn;
    private final Crew crew;
    private @Nullable Thread coordinating;
    private @Nullable Thread listening;
    private @Nullable Thread reading;
    private volatile boolean running;
    private volatile boolean prepared;

    /** @param turn signalled when it had better look at once */
    Coordinator(Collection<Projection<?, ?>> projections, Generations generations, SegmentWorker.Engine engine,
                LogListener listener, Replays replays, ReplayDriver driver, ProjectionStates states, Wakeup turn) {
        this.projections = projections;
        this.generations = generations;
        this.engine = engine;
        this.listener = listener;
        this.replays = replays;
        this.driver = driver;
        this.states = states;
        this.turn = turn;
        crew = new Crew(engine, turn);
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
            long ticket = turn.ticket();
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
                turn.await(ticket, PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void turn() {
        if (!prepared) {
            projections.forEach(this::ensure);
            prepared = true;
        }
        engine.claims().beat();
        var unended = replays.unended();
        driver.drive(unended);
        share(unended);
        engine.positions().refresh();
        engine.metrics().lags(states.all());
    }

    /** Sees to it that the projection has an active generation, and one of its present version, active or on its way. */
    private void ensure(Projection<?, ?> projection) {
        generations.inTurn(() -> {
            var known = generations.of(projection);
            var active = known.stream().filter(generation -> generation.state() == Generation.State.ACTIVE).findFirst();
            if (active.isEmpty()) {
                generations.first(projection);
            } else if (known.stream().noneMatch(generation -> generation.isOf(projection))) {
                change(projection, active.get());
            }
            return projection;
        });
    }

    private void change(Projection<?, ?> projection, Generation active) {
        if (active.version() > projection.version()) {
            LOG.error("projection {} is served in version {}: this release knows only {} and leaves it alone",
                    projection.name(), active.version(), projection.version());
        } else {
            replays.beginChanged(projection, active);
            LOG.info("projection {} changed: its rows are made anew beside generation {}", projection.name(), active.number());
        }
    }

    /** Takes what is free up to the fair share, gives back what is beyond it, and matches the crew to what is held. */
    private void share(List<Replay> unended) {
        int share = engine.claims().fairShare();
        var held = engine.claims().held();
        held.stream().skip(share).forEach(claim -> {
            crew.leave(claim);
            engine.claims().release(claim);
        });
        int free = share - held.size();
        var ours = new HashSet<Generation>();
        for (var projection : projections) {
            for (var generation : generations.of(projection)) {
                if (generation.isOf(projection)) {
                    ours.add(generation);
                    free -= free > 0 ? engine.claims().claim(generation, free) : 0;
                }
            }
        }
        var mine = engine.claims().held();
        crew.keepTo(mine);
        projections.forEach(projection -> ours.stream().filter(generation -> generation.isOf(projection)).forEach(generation ->
                crew.work(projection, generation, mine.stream().filter(claim -> claim.isOf(generation)).toList(),
                        replayOf(generation, unended))));
    }

    private static @Nullable Replay replayOf(Generation generation, List<Replay> unended) {
        return unended.stream().filter(replay -> replay.projection().equals(generation.projection())
                && replay.generation() == generation.number()).findFirst().orElse(null);
    }

    /** Lets what is being committed be committed, then leaves the segments to others. */
    @Override
    public void stop() {
        running = false;
        turn.signal();
        driver.stop();
        Stream.of(listening, reading).filter(Objects::nonNull).forEach(Thread::interrupt);
        try {
            if (coordinating != null) {
                coordinating.join(LONGEST_STOP);
            }
            crew.dismiss(LONGEST_STOP);
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
