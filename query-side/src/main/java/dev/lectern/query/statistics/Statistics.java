package dev.lectern.query.statistics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        var days = read.stream().map(DayOfBook::day).distinct().sorted(Comparator.reverseOrder()).toList();
        var byDay = grouped(read, DayOfBook::day, Comparator.comparing((Group group) -> group.any().day()).reversed())
                .limit(MOST_DAYS).map(group -> new Day(group.any().day(), group.figures())).toList();
        var longest = Comparator.comparingDouble(Group::seconds).reversed();
        var byBook = grouped(read, DayOfBook::bookId, longest).limit(MOST_BOOKS)
                .map(group -> new OfBook(group.any().bookId(), group.any().title(), group.figures())).toList();
        var byGenre = grouped(read, day -> Objects.requireNonNullElse(day.genre(), ""), longest).limit(MOST_BOOKS)
                .map(group -> new OfGenre(group.any().genre(), group.figures())).toList();
        return new Statistics(zone.getId(), new Group(read).figures(), read.stream().mapToLong(DayOfBook::sessions).sum(),
                Streaks.upTo(today, days), Streaks.longest(days), byDay, byBook, byGenre);
    }

    private record Group(Collection<DayOfBook> days) {

        private DayOfBook any() {
            return days.iterator().next();
        }

        private double seconds() {
            return days.stream().mapToDouble(DayOfBook::seconds).sum();
        }

        private Figures figures() {
            return Figures.of(seconds(), days.stream().mapToDouble(DayOfBook::words).sum());
        }
    }

    private static <T> Stream<Group> grouped(List<DayOfBook> read, Function<DayOfBook, T> by, Comparator<Group> order) {
        return read.stream().collect(Collectors.groupingBy(by)).values().stream().map(Group::new).sorted(order);
    }
}
