package dev.lectern.query.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreaksTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @Test
    void a_streak_is_not_broken_before_the_day_is_over() {
        assertThat(Streaks.upTo(TODAY, daysAgo(0, 1, 2))).isEqualTo(3);
        assertThat(Streaks.upTo(TODAY, daysAgo(1, 2))).isEqualTo(2);
        assertThat(Streaks.upTo(TODAY, daysAgo(2, 3, 4))).isZero();
        assertThat(Streaks.upTo(TODAY, List.of())).isZero();
    }

    @Test
    void a_day_without_reading_ends_a_streak() {
        assertThat(Streaks.upTo(TODAY, daysAgo(0, 2, 3, 4))).isEqualTo(1);
        assertThat(Streaks.longest(daysAgo(0, 2, 3, 4, 9, 10))).isEqualTo(3);
        assertThat(Streaks.longest(List.of())).isZero();
    }

    @Test
    void a_day_far_in_the_future_does_not_end_a_streak() {
        assertThat(Streaks.upTo(TODAY, daysAgo(-400, 0, 1))).isEqualTo(2);
    }

    private static List<LocalDate> daysAgo(int... days) {
        return IntStream.of(days).mapToObj(TODAY::minusDays).toList();
    }
}
