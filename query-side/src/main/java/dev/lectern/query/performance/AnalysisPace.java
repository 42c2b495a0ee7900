package dev.lectern.query.performance;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.AnalysisEvent.AnalysisFailureRecorded;
import dev.lectern.contracts.event.AnalysisEvent.DescriptionsRecorded;
import dev.lectern.query.projection.DecodedEvent;
import dev.lectern.query.projection.LogObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** How many texts were analysed lately, by whichever processor, as the log says. */
@Component
class AnalysisPace implements LogObserver {

    /** Over what it is an average. */
    static final Duration LATELY = Duration.ofMinutes(5);

    private record Tally(long texts, long failed, long passages) {

        static final Tally NOTHING = new Tally(0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(texts + other.texts, failed + other.failed, passages + other.passages);
        }
    }

    /** By minutes since 1970. */
    private final TreeMap<Long, Tally> minutes = new TreeMap<>();

    @Override
    public void observingFrom(Position start) {
        // what was analysed before is not lately
    }

    @Override
    public synchronized void seen(List<DecodedEvent> events) {
        events.forEach(this::seen);
    }

    private void seen(DecodedEvent decoded) {
        if (!decoded.isReadable()) {
            return;
        }
        var tally = switch (decoded.event()) {
            case DescriptionsRecorded e -> new Tally(e.complete() ? 1 : 0, 0, e.descriptions().size());
            case AnalysisFailureRecorded _ -> new Tally(0, 1, 0);
            default -> null;
        };
        if (tally != null) {
            long minute = decoded.recorded().recordedAt().getEpochSecond() / 60;
            minutes.merge(minute, tally, Tally::plus);
            minutes.headMap(minute - LATELY.toMinutes()).clear();
        }
    }

    /** The average of the last full minutes. */
    synchronized Performance.Analysis at(Instant now) {
        long minute = now.getEpochSecond() / 60;
        var sum = minutes.subMap(minute - LATELY.toMinutes(), minute).values().stream().reduce(Tally.NOTHING, Tally::plus);
        double over = LATELY.toMinutes();
        return new Performance.Analysis(sum.texts() / over, sum.passages() / over, sum.failed() / over);
    }
}
