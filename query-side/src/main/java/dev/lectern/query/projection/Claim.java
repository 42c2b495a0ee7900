package dev.lectern.query.projection;

import dev.lectern.contracts.Position;

/**
 * One instance's right to advance a segment. The epoch counts the claims: a stalled owner whose claim was taken holds an
 * old epoch and can't commit.
 *
 * @param position where the segment stood when it was claimed
 */
record Claim(Segment segment, long epoch, Position position) {

    /** The keys of a generation whose hash falls on this number. */
    record Segment(String projection, int generation, int number) {
    }

    /** Somebody else owns the segment now. */
    static final class LostException extends RuntimeException {
        LostException(Segment segment) {
            super("the claim on " + segment + " was taken");
        }
    }
}
