package dev.lectern.query.projection;

import dev.lectern.query.projection.ReplayRefused.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Replays as administrators begin and move them. What goes by itself is the {@link ReplayDriver}'s. */
public final class Replays {

    private final Collection<Projection<?, ?>> projections;
    private final ReplayTable table;
    private final Generations generations;
    private final Holds holds;
    private final ProjectionProperties properties;
    private final ReplayProperties retention;
    private final Wakeup moved;

    /** @param moved is signalled when this instance's coordinator had better look at once */
    Replays(Collection<Projection<?, ?>> projections, ReplayTable table, Generations generations, Holds holds,
            ProjectionProperties properties, ReplayProperties retention, Wakeup moved) {
        this.projections = projections;
        this.table = table;
        this.generations = generations;
        this.holds = holds;
        this.properties = properties;
        this.retention = retention;
        this.moved = moved;
    }

    /**
     * What is asked for.
     *
     * @param segments into how many parts the new rows are divided; as many as now unless given
     * @param throttle events a second at the most; as fast as can be unless given
     * @param auto     whether they are to serve by themselves when they are the same as those that serve
     * @param by       who asks
     * @param key      the same again is the same replay
     */
    public record Request(@Nullable Integer segments, @Nullable Integer throttle, boolean auto, @Nullable UUID by,
                          @Nullable String key) {
    }

    /**
     * Begins to make a projection's rows anew. One that was activated before is over by that.
     *
     * @throws ReplayRefused if there is no such projection, or a replay of it is under way
     */
    public Replay begin(String name, Request request) {
        var projection = projection(name);
        var id = generations.inTurn(() -> begun(request, name).orElseGet(() -> {
            table.unended().stream().filter(running -> running.projection().equals(name)).forEach(running -> {
                if (!running.state().equals(ReplayState.ACTIVATED.word())) {
                    throw new ReplayRefused(Reason.ILLEGAL, running, "A replay of " + name + " is under way (" + running.state()
                            + "). " + advice(running));
                }
                finish(projection, running);
            });
            var active = generations.active(projection).filter(generation -> generation.isOf(projection))
                    .orElseThrow(() -> new ReplayRefused(Reason.ILLEGAL, null, "The rows of " + name + " that serve were made "
                            + "by another release, and this one can't make the same again. Ask an instance of that release."));
            int segments = request.segments() == null ? Math.max(active.segments(), properties.segments()) : request.segments();
            return table.insert(generations.next(projection, segments), active, request, false);
        }));
        moved.signal();
        return find(name, id);
    }

    private Optional<UUID> begun(Request request, String name) {
        return Optional.ofNullable(request.key()).flatMap(table::byKey).map(known -> {
            if (!known.projection().equals(name)) {
                throw new ReplayRefused(Reason.ILLEGAL, known, "This Idempotency-Key began a replay of " + known.projection() + ". Use a new one.");
            }
            return known.id();
        });
    }

    /** A projection that changed: its new generation is built, and serves as soon as it can. In the caller's turn. */
    void beginChanged(Projection<?, ?> projection, Generation active) {
        table.unended().stream().filter(running -> running.projection().equals(projection.name()))
                .forEach(running -> table.end(running, running.state().equals(ReplayState.ACTIVATED.word())
                        ? ReplayState.FINISHED : ReplayState.CANCELLED));
        generations.of(projection).stream().filter(other -> other.state() != Generation.State.ACTIVE).forEach(generations::drop);
        var next = generations.next(projection, Math.max(active.segments(), properties.segments()));
        // nobody may follow for the old one any more: they are compared where it stands
        holds.holdAt(next, active);
        table.insert(next, active, new Request(null, null, true, null, null), true);
        // an older table serves a newer release's queries until its successor is built
        generations.show(active, projection);
    }

    /**
     * A projection's replays, the newest first.
     *
     * @throws ReplayRefused if there is no such projection
     */
    public List<Replay> of(String name, int limit) {
        projection(name);
        return table.of(name, limit);
    }

    /** @throws ReplayRefused if there is none */
    public Replay find(String name, UUID id) {
        return table.find(name, id).orElseThrow(() -> new ReplayRefused(Reason.UNKNOWN, null, "The projection " + name
                + " has no replay with this id. List them with GET /api/v1/admin/projections/" + name + "/replays."));
    }

    /** The replays that aren't over, of all projections. */
    public List<Replay> unended() {
        return table.unended();
    }

    /**
     * Moves a replay.
     *
     * @param throttle for {@link ReplayStep#THROTTLE}: events a second, or as fast as can be
     * @param key      the same again is done once
     * @throws ReplayRefused if that is no step of its present state
     */
    public Replay step(String name, UUID id, ReplayStep step, @Nullable Integer throttle, @Nullable String key)
            throws InterruptedException {
        var projection = projection(name);
        var replay = find(name, id);
        if (key != null && table.isDone(replay, step.word() + ":" + key)) {
            return replay;
        }
        if (!replay.steps().contains(step.word())) {
            throw illegal(replay, step);
        }
        switch (step) {
            case PAUSE -> move(replay, step, ReplayState.PAUSED);
            case RESUME -> move(replay, step, ReplayState.BUILDING);
            case COMPARE -> move(replay, step, ReplayState.COMPARING);
            case THROTTLE -> table.throttle(replay, throttle);
            case ACTIVATE -> activate(projection, replay);
            case ROLLBACK -> swap(projection, replay, step, replay.generation(), replay.replaces(), () -> table.rolledBack(replay));
            case CANCEL -> cancel(projection, replay);
        }
        if (key != null) {
            table.done(replay, step.word() + ":" + key);
        }
        moved.signal();
        return find(name, id);
    }

    private void move(Replay replay, ReplayStep step, ReplayState to) {
        if (!table.change(replay, to)) {
            throw illegal(find(replay.projection(), replay.id()), step);
        }
    }

    void activate(Projection<?, ?> projection, Replay replay) throws InterruptedException {
        swap(projection, replay, ReplayStep.ACTIVATE, replay.replaces(), replay.generation(),
                () -> table.activated(replay, retention.keepPrevious()));
    }

    /** @param record says in the table what is done, in the same transaction; whether it still could be */
    private void swap(Projection<?, ?> projection, Replay replay, ReplayStep step, int fromNumber, int toNumber,
                      BooleanSupplier record) throws InterruptedException {
        var from = generations.numbered(projection, fromNumber).orElseThrow(() -> illegal(replay, step));
        var to = generations.numbered(projection, toNumber).orElseThrow(() -> illegal(replay, step));
        try {
            boolean swapped = holds.holding(from, to, () -> generations.swap(projection, from, to, () -> {
                if (!record.getAsBoolean()) {
                    throw illegal(find(replay.projection(), replay.id()), step);
                }
            }));
            if (!swapped) {
                throw new ReplayRefused(Reason.NOT_NOW, replay, "Generation " + toNumber + " doesn't include yet what generation "
                        + fromNumber + " shows, or a long query keeps the view. Try again in a moment.");
            }
        } finally {
            holds.release(replay.projection());
        }
    }

    private void cancel(Projection<?, ?> projection, Replay replay) {
        generations.inTurn(() -> {
            move(replay, ReplayStep.CANCEL, ReplayState.CANCELLED);
            table.end(replay, ReplayState.CANCELLED);
            generations.numbered(projection, replay.generation()).ifPresent(generations::drop);
            return replay;
        });
    }

    /** Lets go of the rows that served before. In the caller's turn. */
    void finish(Projection<?, ?> projection, Replay replay) {
        table.end(replay, ReplayState.FINISHED);
        generations.numbered(projection, replay.replaces()).ifPresent(generations::drop);
    }

    Projection<?, ?> projection(String name) {
        return projections.stream().filter(projection -> projection.name().equals(name)).findFirst()
                .orElseThrow(() -> new ReplayRefused(Reason.UNKNOWN, null, "There is no projection " + name + ". There are "
                        + projections.stream().map(Projection::name).sorted().collect(Collectors.joining(", ")) + "."));
    }

    private static ReplayRefused illegal(Replay replay, ReplayStep step) {
        return new ReplayRefused(Reason.ILLEGAL, replay, "A replay that is " + replay.state() + " can't take the step "
                + step.word() + ". " + advice(replay));
    }

    private static String advice(Replay replay) {
        return replay.steps().isEmpty() ? "It is over." : "Its legal steps are " + String.join(", ", replay.steps()) + ".";
    }
}
