package dev.lectern.query.projection;

import static dev.lectern.query.projection.ReplayStep.ACTIVATE;
import static dev.lectern.query.projection.ReplayStep.CANCEL;
import static dev.lectern.query.projection.ReplayStep.COMPARE;
import static dev.lectern.query.projection.ReplayStep.PAUSE;
import static dev.lectern.query.projection.ReplayStep.RESUME;
import static dev.lectern.query.projection.ReplayStep.ROLLBACK;
import static dev.lectern.query.projection.ReplayStep.THROTTLE;

import java.util.List;
import java.util.Locale;

/** Where a replay stands, and what can be done to it there. */
public enum ReplayState {

    /** The log is folded into the new rows. */
    BUILDING(PAUSE, THROTTLE, CANCEL),
    /** As before, but nothing is folded. */
    PAUSED(RESUME, THROTTLE, CANCEL),
    /** The new rows have caught up and follow the log; their further indexes are being made. */
    INDEXING(CANCEL),
    /** New and serving rows are compared as of one position. */
    COMPARING(CANCEL),
    /** The new rows follow the log and could serve. */
    READY(COMPARE, ACTIVATE, CANCEL),
    /** The new rows serve; those before them follow the log and could serve again. */
    ACTIVATED(ROLLBACK),
    /** The new rows serve, those before them are gone. */
    FINISHED,
    /** The new rows are gone. */
    CANCELLED;

    private final List<ReplayStep> legal;

    ReplayState(ReplayStep... legal) {
        this.legal = List.of(legal);
    }

    /** What can be done to a replay in this state. */
    public List<ReplayStep> legal() {
        return legal;
    }

    /** As it stands in an answer, and in the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReplayState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
