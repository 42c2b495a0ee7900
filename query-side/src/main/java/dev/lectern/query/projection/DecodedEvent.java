package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.EventTypes.UnknownEventException;
import dev.lectern.contracts.log.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** An event of the log, decoded once however many look at it. */
public final class DecodedEvent {

    private final RecordedEvent recorded;
    private final @Nullable DomainEvent event;
    private final @Nullable RuntimeException unreadable;

    private DecodedEvent(RecordedEvent recorded, @Nullable DomainEvent event, @Nullable RuntimeException unreadable) {
        this.recorded = recorded;
        this.event = event;
        this.unreadable = unreadable;
    }

    static DecodedEvent of(RecordedEvent recorded) {
        try {
            return new DecodedEvent(recorded, recorded.event(), null);
        } catch (RuntimeException e) {
            return new DecodedEvent(recorded, null, e);
        }
    }

    /** As it stands in the log. */
    public RecordedEvent recorded() {
        return recorded;
    }

    public Position position() {
        return recorded.position();
    }

    /** Whether this release can read it. */
    public boolean isReadable() {
        return unreadable == null;
    }

    /**
     * The event, brought up to the revision that this release knows.
     *
     * @throws UnknownEventException if this release can't read it
     */
    public DomainEvent event() {
        if (event == null) {
            throw unreadable == null ? new IllegalStateException("neither event nor reason") : unreadable;
        }
        return event;
    }
}
