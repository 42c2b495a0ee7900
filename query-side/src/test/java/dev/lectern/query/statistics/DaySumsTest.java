package dev.lectern.query.statistics;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.query.statistics.DaySums.Quarter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DaySumsTest {

    private final DaySums sums = new DaySums(ZoneId.of("Asia/Kathmandu"));

    private void read(String firstAt, String lastAt, int chapter, double fromPercent, double toPercent, String device) {
        sums.add(new Quarter(micros(firstAt), chapter, fromPercent, device, micros(lastAt), chapter, toPercent, device,
                toPercent - fromPercent));
    }

    private static long micros(String instant) {
        return MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }

    private void turnToABook() {
        sums.turnTo(new BookRead(UUID.randomUUID(), "Moby-Dick", null, 1_000));
    }

    @Test
    void reading_over_midnight_is_a_session_of_the_first_day_and_time_of_both() {
        turnToABook();
        // midnight in Kathmandu is 18:15
        read("2026-03-01T18:05:00Z", "2026-03-01T18:10:00Z", 1, 10, 11, "phone");
        read("2026-03-01T18:20:00Z", "2026-03-01T18:29:00Z", 1, 13, 15, "phone");

        assertThat(sums.days()).extracting(day -> day.day() + " " + day.seconds() + " " + day.sessions())
                .containsExactly("2026-03-01 600.0 1", "2026-03-02 840.0 0");
        assertThat(sums.days()).extracting(DayOfBook::words).satisfiesExactly(
                words -> assertThat(words).isCloseTo(10, within(1e-9)), words -> assertThat(words).isCloseTo(40, within(1e-9)));
    }

    @Test
    void the_way_to_another_device_or_through_many_chapters_is_time_and_no_text() {
        turnToABook();
        read("2026-03-01T12:00:00Z", "2026-03-01T12:10:00Z", 1, 10, 11, "phone");
        read("2026-03-01T12:16:00Z", "2026-03-01T12:20:00Z", 1, 20, 21, "tablet");
        read("2026-03-01T12:30:00Z", "2026-03-01T12:40:00Z", 40, 80, 82, "tablet");

        assertThat(sums.days()).hasSize(1);
        assertThat(sums.days().getFirst().seconds()).isEqualTo(2400);
        assertThat(sums.days().getFirst().words()).isCloseTo(40, within(1e-9));
        assertThat(sums.days().getFirst().sessions()).isEqualTo(1);
    }

    @Test
    void one_books_quarters_do_not_go_on_from_anothers() {
        turnToABook();
        read("2026-03-01T12:00:00Z", "2026-03-01T12:10:00Z", 1, 10, 11, "phone");
        turnToABook();
        read("2026-03-01T12:15:00Z", "2026-03-01T12:16:00Z", 1, 50, 52, "phone");

        assertThat(sums.days()).extracting(day -> day.seconds() + " " + day.sessions()).containsExactly("600.0 1", "60.0 1");
    }
}
