package dev.lectern.query.statistics;

import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What sessions and days should be, said as plainly as can be: from all places, sorted. */
record SessionModel(List<Times> sessions) {

    private static final Duration GAP = Duration.ofMinutes(30);

    /** A session's places. */
    record Times(UUID book, List<Instant> places) {

        Instant start() {
            return places.getFirst();
        }

        Instant end() {
            return places.getLast();
        }
    }

    static SessionModel of(List<ReadingProgressed> events) {
        var sessions = new ArrayList<Times>();
        events.stream().collect(Collectors.groupingBy(ReadingProgressed::bookId)).forEach((book, places) -> {
            Instant last = null;
            for (var at : places.stream().map(event -> event.place().recordedAt()).sorted().toList()) {
                if (last == null || Duration.between(last, at).compareTo(GAP) >= 0) {
                    sessions.add(new Times(book, new ArrayList<>()));
                }
                sessions.getLast().places().add(at);
                last = at;
            }
        });
        sessions.sort(Comparator.comparing(Times::start).reversed());
        return new SessionModel(sessions);
    }

    /** Seconds read on each day of a zone. */
    Map<LocalDate, Long> days(ZoneId zone) {
        var days = new TreeMap<LocalDate, Long>(Comparator.reverseOrder());
        for (var session : sessions) {
            days.merge(session.start().atZone(zone).toLocalDate(), 0L, Long::sum);
            for (var since = session.start(); since.isBefore(session.end()); ) {
                var day = since.atZone(zone).toLocalDate();
                var midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
                var until = midnight.isBefore(session.end()) ? midnight : session.end();
                days.merge(day, Duration.between(since, until).toSeconds(), Long::sum);
                since = until;
            }
        }
        return days;
    }
}
