package dev.lectern.command.eventstore;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.lectern.contracts.Position;
import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackingToken;

/** How far a processor has read the event log. Positions are totally ordered, so there are no gaps to keep track of. */
public record LogToken(long transaction, long index) implements TrackingToken {

    static LogToken at(Position position) {
        return new LogToken(position.transaction(), position.index());
    }

    Position toPosition() {
        return new Position(transaction, index);
    }

    @Override
    public TrackingToken lowerBound(TrackingToken other) {
        return covers(other) ? other : this;
    }

    @Override
    public TrackingToken upperBound(TrackingToken other) {
        return covers(other) ? this : other;
    }

    @Override
    public boolean covers(TrackingToken other) {
        return other == null || !((LogToken) other).toPosition().isAfter(toPosition());
    }

    @Override
    @JsonIgnore
    public OptionalLong position() {
        return OptionalLong.of(index);
    }
}
