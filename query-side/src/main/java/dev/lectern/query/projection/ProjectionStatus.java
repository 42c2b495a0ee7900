package dev.lectern.query.projection;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a projection is.
 *
 * @param generation  the one that serves
 * @param version     the projection's version that made it
 * @param position    up to where the log is folded into it
 * @param lagEvents   events of the log it lacks; an estimate, as the log's indexes have gaps
 * @param lagMs       age of the oldest event it lacks
 * @param rows        PostgreSQL's estimate
 * @param deadLetters events that were refused or wait behind one
 * @param activity    what the instance that answers does for it
 * @param replay      the replay that isn't over, if there is one
 */
public record ProjectionStatus(String name, int generation, int version, String position, long lagEvents, long lagMs,
                               long rows, long deadLetters, List<SegmentStatus> segments,
                               Activity activity, @Nullable Replay replay) {

    /**
     * @param owner  the instance that advances it
     * @param events how many it has read
     * @param error  why it stands still
     */
    public record SegmentStatus(int number, String position, long events, @Nullable UUID owner,
                                @Nullable Instant claimedUntil, @Nullable String error) {
    }

    /**
     * @param eventsPerSecond folded of late
     * @param eventsPerBatch  the same
     * @param errors          batches that had to be tried again, since the start
     */
    public record Activity(long eventsPerSecond, long eventsPerBatch, long errors) {

        static final Activity NONE = new Activity(0, 0, 0);
    }
}
