package dev.lectern.query.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a replay can't be begun or moved. */
public final class ReplayRefused extends RuntimeException {

    /** What kind of refusal it is. */
    public enum Reason {
        /** There is no such projection or replay. */
        UNKNOWN,
        /** Not in its present state. */
        ILLEGAL,
        /** Not at this moment: try again. */
        NOT_NOW
    }

    private final Reason reason;
    private final @Nullable Replay replay;

    ReplayRefused(Reason reason, @Nullable Replay replay, String sentence) {
        super(sentence, null, false, false);
        this.reason = reason;
        this.replay = replay;
    }

    public Reason reason() {
        return reason;
    }

    /** The replay that stands in the way. */
    public @Nullable Replay replay() {
        return replay;
    }

    /** What could be done to that replay instead. */
    public List<String> legal() {
        return replay == null ? List.of() : replay.steps();
    }
}
