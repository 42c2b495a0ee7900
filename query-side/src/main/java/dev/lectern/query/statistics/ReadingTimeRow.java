package dev.lectern.query.statistics;

import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.query.projection.ColumnGroup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * A quarter of an hour in which a reader read a book. Quarters begin where UTC's do, and with them every time zone's
 * days, so a day's figures are a sum of rows in any zone.
 *
 * @param first  the first place recorded in it
 * @param last   the last one
 * @param read   percent of the book read between places of this quarter
 * @param tracks one for each device, by its id
 */
record ReadingTimeRow(UUID readerId, UUID bookId, Instant quarter, Mark first, Mark last, double read, List<Track> tracks) {

    /** Nobody reads one book on more devices in one quarter of an hour: the places of others count for time, not for text. */
    private static final int MOST_TRACKS = 8;

    /** A place, and when and where it was recorded. */
    @ColumnGroup
    record Mark(Instant at, int chapter, double percent, String device) {

        private static final Comparator<Mark> IN_TIME = Comparator.comparing(Mark::at).thenComparing(Mark::percent)
                .thenComparing(Mark::chapter).thenComparing(Mark::device);

        static Mark of(Place place) {
            return new Mark(place.recordedAt().truncatedTo(ChronoUnit.MICROS), place.locator().chapter(), place.percent(),
                    place.deviceId());
        }
    }

    static ReadingTimeRow of(ReadingTimeProjection.Key key, Mark mark) {
        return new ReadingTimeRow(key.readerId(), key.bookId(), key.quarter(), mark, mark, 0,
                List.of(Track.of(mark.device(), sample(key.quarter(), mark))));
    }

    ReadingTimeRow with(Mark mark) {
        var known = tracks.stream().anyMatch(track -> track.device().equals(mark.device()));
        var sample = sample(quarter, mark);
        var all = known
                ? tracks.stream().map(track -> track.device().equals(mark.device()) ? track.with(sample) : track).toList()
                : Stream.concat(tracks.stream(), Stream.of(Track.of(mark.device(), sample)))
                        .sorted(Comparator.comparing(Track::device)).limit(MOST_TRACKS).toList();
        return new ReadingTimeRow(readerId, bookId, quarter, BinaryOperator.minBy(Mark.IN_TIME).apply(first, mark),
                BinaryOperator.maxBy(Mark.IN_TIME).apply(last, mark),
                all.stream().mapToDouble(Track::percentRead).sum(), all);
    }

    private static Track.Sample sample(Instant quarter, Mark mark) {
        return new Track.Sample((int) ChronoUnit.MICROS.between(quarter, mark.at()), mark.chapter(), mark.percent());
    }
}
