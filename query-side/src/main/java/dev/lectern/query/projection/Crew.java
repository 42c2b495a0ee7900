package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.query.projection.Claim.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The threads that advance this instance's segments: a worker for each, or, far behind the log's end, one that takes all
 * segments of a generation along. A segment changes hands only when nobody works on it any more.
 */
final class Crew {

    /** Events behind the log's end from where on catching up pays. */
    private static final long FAR = 20_000;
    /** Who catches up uses a core; readers need the others. */
    private static final int AT_ONCE = 2;

    private record Working(SegmentWorker<?, ?> worker, Thread thread) {
    }

    private record CatchingUp(CatchUp<?, ?> catchUp, Thread thread, Pace pace) {
    }

    private final SegmentWorker.Engine engine;
    private final Wakeup turn;
    private final Map<Segment, Working> workers = new HashMap<>();
    private final Map<Generation, CatchingUp> catchingUp = new HashMap<>();
    private final Map<Generation, Position> troubled = new HashMap<>();

    /** @param turn is signalled when something is done, and the coordinator had better look */
    Crew(SegmentWorker.Engine engine, Wakeup turn) {
        this.engine = engine;
        this.turn = turn;
    }

    /** Stops whoever works without a claim. */
    void keepTo(List<Claim> held) {
        workers.entrySet().removeIf(entry -> {
            if (held.stream().noneMatch(claim -> claim.segment().equals(entry.getKey()))) {
                entry.getValue().worker().stop();
                return true;
            }
            return false;
        });
        catchingUp.entrySet().removeIf(entry -> {
            if (held.stream().noneMatch(claim -> claim.isOf(entry.getKey()))) {
                entry.getValue().catchUp().stop();
                return true;
            }
            return false;
        });
    }

    /** Stops who works on a claim that is given back. */
    void leave(Claim claim) {
        var working = workers.remove(claim.segment());
        if (working != null) {
            working.worker().stop();
        }
        catchingUp.forEach((generation, catching) -> {
            if (claim.isOf(generation)) {
                catching.catchUp().stop();
            }
        });
    }

    /**
     * Sees to it that somebody works on a generation's segments.
     *
     * @param claims those of this instance, as they stand now
     * @param replay the replay that builds it, if one does
     */
    <K extends Record, R extends Record> void work(Projection<K, R> projection, Generation generation, List<Claim> claims,
                                                   @Nullable Replay replay) {
        if (claims.isEmpty()) {
            return;
        }
        if (replay != null && replay.state().equals(ReplayState.PAUSED.word())) {
            rest(generation, claims);
            return;
        }
        var catching = catchingUp.get(generation);
        if (catching != null) {
            if (catching.thread().isAlive()) {
                catching.pace().set(replay == null || replay.throttle() == null ? 0 : replay.throttle());
                if (!isSame(catching.catchUp().claims(), claims)) {
                    catching.catchUp().stop();
                }
                return;
            }
            catchingUp.remove(generation);
            var trouble = catching.catchUp().troubled();
            if (trouble != null) {
                troubled.put(generation, trouble);
            }
        }
        if ((isThrottled(replay) ? isBehind(claims) : isFarBehind(generation, claims)) && catchingUp.size() < AT_ONCE) {
            if (rest(generation, claims)) {
                catchUp(projection, generation, claims, replay);
            }
        } else {
            claims.forEach(claim -> advance(projection, generation, claim));
        }
    }

    /** @return whether nobody works on the generation any more */
    private boolean rest(Generation generation, List<Claim> claims) {
        boolean resting = true;
        for (var claim : claims) {
            var working = workers.get(claim.segment());
            if (working != null) {
                working.worker().stop();
                resting &= !working.thread().isAlive();
            }
        }
        var catching = catchingUp.get(generation);
        if (catching != null) {
            catching.catchUp().stop();
            resting &= !catching.thread().isAlive();
        }
        if (resting) {
            claims.forEach(claim -> workers.remove(claim.segment()));
            catchingUp.remove(generation);
        }
        return resting;
    }

    private static boolean isSame(List<Claim> some, List<Claim> others) {
        return some.stream().map(Claim::right).toList().equals(others.stream().map(Claim::right).toList());
    }

    /** Workers know no pace but the log's. */
    private static boolean isThrottled(@Nullable Replay replay) {
        return replay != null && replay.throttle() != null && replay.state().equals(ReplayState.BUILDING.word());
    }

    private boolean isBehind(List<Claim> claims) {
        return claims.stream().anyMatch(claim -> engine.tail().end().isAfter(claim.position()));
    }

    private boolean isFarBehind(Generation generation, List<Claim> claims) {
        long end = engine.tail().end().index();
        var trouble = troubled.get(generation);
        return claims.stream().anyMatch(claim -> end - claim.position().index() > FAR
                && (trouble == null || claim.position().isAfter(trouble)));
    }

    private <K extends Record, R extends Record> void catchUp(Projection<K, R> projection, Generation generation,
                                                              List<Claim> claims, @Nullable Replay replay) {
        var pace = new Pace();
        pace.set(replay == null || replay.throttle() == null ? 0 : replay.throttle());
        var catchUp = new CatchUp<>(projection, generation, claims, engine, pace);
        // a thread of the system: one that computes without a pause would keep virtual ones from running
        var thread = Thread.ofPlatform().daemon().name("catch-up-" + generation.projection()).start(() -> {
            catchUp.run();
            turn.signal();
        });
        catchingUp.put(generation, new CatchingUp(catchUp, thread, pace));
    }

    private <K extends Record, R extends Record> void advance(Projection<K, R> projection, Generation generation, Claim claim) {
        var present = workers.get(claim.segment());
        if (present != null) {
            if (present.thread().isAlive() && present.worker().claim().epoch() == claim.epoch()) {
                return;
            }
            present.worker().stop();
        }
        var worker = new SegmentWorker<>(projection, generation, claim, engine);
        var thread = Thread.ofVirtual().name("projection-" + generation.projection() + "-" + claim.segment().number()).start(worker);
        workers.put(claim.segment(), new Working(worker, thread));
    }

    /** Lets everybody commit what they are committing. */
    void dismiss(Duration atMost) throws InterruptedException {
        Collection<Thread> threads = new ArrayList<>();
        workers.values().forEach(working -> {
            working.worker().stop();
            threads.add(working.thread());
        });
        catchingUp.values().forEach(catching -> {
            catching.catchUp().stop();
            threads.add(catching.thread());
        });
        for (var thread : threads) {
            thread.join(atMost);
        }
    }
}
