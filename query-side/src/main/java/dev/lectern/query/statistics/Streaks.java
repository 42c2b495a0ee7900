package dev.lectern.query.statistics;

import java.time.LocalDate;
import java.util.List;

/** Days in a row. */
final class Streaks {

    private Streaks() {
    }

    /**
     * The streak that isn't broken yet: today still can be read.
     *
     * @param days on which something was read, the latest first
     */
    static int upTo(LocalDate today, List<LocalDate> days) {
        // a day after today is one of a device whose clock is ahead
        var known = days.stream().filter(day -> !day.isAfter(today.plusDays(1))).toList();
        return known.isEmpty() || known.getFirst().isBefore(today.minusDays(1)) ? 0 : firstOf(known);
    }

    /** @param days on which something was read, the latest first */
    static int longest(List<LocalDate> days) {
        int longest = 0;
        for (int i = 0; i < days.size(); ) {
            int streak = firstOf(days.subList(i, days.size()));
            longest = Math.max(longest, streak);
            i += streak;
        }
        return longest;
    }

    private static int firstOf(List<LocalDate> days) {
        int streak = 1;
        while (streak < days.size() && days.get(streak).equals(days.get(streak - 1).minusDays(1))) {
            streak++;
        }
        return streak;
    }
}
