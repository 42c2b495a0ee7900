package dev.lectern.query.cache;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.AnalysisEvent.AnalysisFailureRecorded;
import dev.lectern.contracts.event.AnalysisEvent.DescriptionsRecorded;
import dev.lectern.contracts.event.AnnotationEvent;
import dev.lectern.contracts.event.AuditEvent;
import dev.lectern.contracts.event.BookEvent;
import dev.lectern.contracts.event.ReaderEvent;
import dev.lectern.contracts.event.ReadingEvent;
import dev.lectern.contracts.event.ShelfEvent;
import dev.lectern.query.projection.DecodedEvent;
import dev.lectern.query.projection.LogObserver;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The position of the last event that concerns a reader, as far as this instance has read the log. Every instance learns
 * it from the log itself, so there is no message about a change that could be lost. Readers that were quiet for longest
 * are forgotten: their last changes are then somewhere before {@link #floor}.
 */
@Component
class LastChanges implements LogObserver {

    private final int most;
    /** In the order of their last changes. */
    private final Map<UUID, Map<Aspect, Position>> byReader = new LinkedHashMap<>();
    private Position floor = Position.START;
    private boolean observing;

    LastChanges(CacheProperties properties) {
        most = properties.readers();
    }

    @Override
    public synchronized void observingFrom(Position start) {
        floor = start;
        observing = true;
    }

    @Override
    public synchronized void seen(List<DecodedEvent> events) {
        events.forEach(this::seen);
    }

    private void seen(DecodedEvent decoded) {
        if (!decoded.isReadable()) {
            everybody(decoded.position());
            return;
        }
        switch (decoded.event()) {
            case BookEvent e -> changed(e.ownerId(), decoded);
            case ReadingEvent e -> changed(e.readerId(), decoded);
            case ShelfEvent e -> changed(e.ownerId(), decoded);
            case AnnotationEvent e -> changed(e.readerId(), decoded);
            case ReaderEvent e -> changed(e.readerId(), decoded);
            // a text's passages are shown once its books say so; after that they hardly ever change, but for everybody
            case DescriptionsRecorded e -> {
                if (decoded.recorded().sequence() >= e.sections()) {
                    everybody(decoded.position());
                }
            }
            case AnalysisFailureRecorded _ -> { }
            case AuditEvent _ -> { }
        }
    }

    private void changed(UUID reader, DecodedEvent decoded) {
        var aspects = Aspect.of(decoded.event());
        if (aspects.isEmpty()) {
            return;
        }
        var known = byReader.remove(reader);
        var changes = known == null ? new EnumMap<Aspect, Position>(Aspect.class) : known;
        aspects.forEach(aspect -> changes.put(aspect, decoded.position()));
        byReader.put(reader, changes);
        if (byReader.size() > most) {
            var quietest = byReader.entrySet().iterator().next();
            floor = latest(quietest.getValue(), quietest.getValue().keySet());
            byReader.remove(quietest.getKey());
        }
    }

    private void everybody(Position position) {
        byReader.clear();
        floor = position;
    }

    /**
     * Answers of a kind as of this position, or a later one, include whatever happened to a reader; nothing while that is
     * not known.
     */
    synchronized Optional<Position> of(UUID reader, Kind kind) {
        return observing ? Optional.of(latest(byReader.getOrDefault(reader, Map.of()), kind.aspects())) : Optional.empty();
    }

    private Position latest(Map<Aspect, Position> changes, Set<Aspect> aspects) {
        Position latest = null;
        for (var aspect : aspects) {
            var position = changes.getOrDefault(aspect, floor);
            latest = latest == null || position.isAfter(latest) ? position : latest;
        }
        return latest == null ? floor : latest;
    }
}
