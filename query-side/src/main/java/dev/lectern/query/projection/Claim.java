package dev.lectern.query.projection;

import dev.lectern.contracts.Position;

/**
 * One instance's right to advance a segment. The epoch counts the claims: a stalled owner whose claim was taken holds an
 * old epoch and can't commit.
 *
 * @param position where the segment stood when it was claimed
 */
record Claim(Segment segment, long epoch, Position position) {

    /** What the claim gives, wherever the segment stands by now. */
    record Right(Segment segment, long epoch) {
    }

    Right right() {
        return new Right(segment, epoch);
    }

    boolean isOf(Generation generation) {
        return segment.projection().equals(generation.projection()) && segment.generation() == generation.number();
    }

    /** The keys of a generation whose hash falls on this number. */
    record Segment(String projection, int generation, int number) {
    }

    /** Somebody else owns the segment now. */
    static final class LostException extends RuntimeException {
        LostException(Segment segment) {
            super("the claim on " + segment + " was taken");
        }
    }

    /** The segment has to wait, for generations to be brought to the same position. */
    static final class HeldException extends RuntimeException {

        private final Position hold;

        HeldException(Segment segment, Position hold) {
            super(segment + " is held at " + hold, null, false, false);
            this.hold = hold;
        }

        Position hold() {
            return hold;
        }
    }
}
