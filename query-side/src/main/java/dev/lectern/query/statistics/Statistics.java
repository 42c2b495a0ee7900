package dev.lectern.query.statistics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reader's figures, of all time and as readers get them.
 *
 * @param streak        days in a row, up to today or yesterday, on which something was read
 * @param longestStreak days in a row, ever
 * @param byDay         the last {@value #MOST_DAYS} days on which something was read, the latest first
 * @param byBook        the {@value #MOST_BOOKS} books that were read longest
 * @param byGenre       the genres of those that name one, and {@code null} for the others
 */
record Statistics(String zone, @JsonUnwrapped Figures figures, long sessions, int streak, int longestStreak,
                  List<Day> byDay, List<OfBook> byBook, List<OfGenre> byGenre) {

    private static final int MOST_DAYS = 366;
    private static final int MOST_BOOKS = 200;

    @Schema(name = "StatisticsOfDay")
    record Day(LocalDate date, @JsonUnwrapped Figures figures) {
    }

    @Schema(name = "StatisticsOfBook")
    record OfBook(UUID bookId, @Nullable String title, @JsonUnwrapped Figures figures) {
    }

    @Schema(name = "StatisticsOfGenre")
    record OfGenre(@Nullable String genre, @JsonUnwrapped Figures figures) {
    }

    /** @param today in the zone, with which a streak may end */
    static Statistics of(ZoneId zone, LocalDate today, List<DayOfBook> read) {
        var all = new Group();
        var byDay = new TreeMap<LocalDate, Group>(Comparator.reverseOrder());
        var byBook = new LinkedHashMap<BookRead, Group>();
        var byGenre = new HashMap<@Nullable String, Group>();
        for (var day : read) {
            all.add(day);
            byDay.computeIfAbsent(day.day(), first -> new Group()).add(day);
            byBook.computeIfAbsent(day.book(), first -> new Group()).add(day);
            byGenre.computeIfAbsent(day.book().genre(), first -> new Group()).add(day);
        }
        var days = List.copyOf(byDay.keySet());
        return new Statistics(zone.getId(), all.figures(), all.sessions, Streaks.upTo(today, days), Streaks.longest(days),
                byDay.entrySet().stream().limit(MOST_DAYS).map(each -> new Day(each.getKey(), each.getValue().figures())).toList(),
                longest(byBook).map(each -> new OfBook(each.getKey().id(), each.getKey().title(), each.getValue().figures())).toList(),
                longest(byGenre).map(each -> new OfGenre(each.getKey(), each.getValue().figures())).toList());
    }

    private static <T extends @Nullable Object> Stream<Map.Entry<T, Group>> longest(Map<T, Group> groups) {
        return groups.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<T, Group> each) -> each.getValue().seconds).reversed()).limit(MOST_BOOKS);
    }

    /** What was read together. */
    private static final class Group {

        private double seconds;
        private double words;
        private long sessions;

        private void add(DayOfBook day) {
            seconds += day.seconds();
            words += day.words();
            sessions += day.sessions();
        }

        private Figures figures() {
            return Figures.of(seconds, words);
        }
    }
}
