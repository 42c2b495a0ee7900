package dev.lectern.query.statistics;

import static dev.lectern.query.testing.Folded.row;
import static dev.lectern.query.testing.Folded.rows;
import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.query.testing.TestBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ReadingTimeProjectionTest {

    private final TestBook book = aBook();

    @Test
    void a_quarter_of_an_hour_knows_its_first_and_last_place_and_what_was_read_between() {
        var row = row(new ReadingTimeProjection(), book.readTo(10, "phone", NOON), book.readTo(11, "phone", NOON.plusSeconds(70)),
                book.readTo(12.5, "phone", NOON.plusSeconds(500)));

        assertThat(row.quarter()).isEqualTo(NOON);
        assertThat(row.first().at()).isEqualTo(NOON);
        assertThat(row.last().at()).isEqualTo(NOON.plusSeconds(500));
        assertThat(row.read()).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void going_back_is_not_reading_and_does_not_undo_it() {
        var row = row(new ReadingTimeProjection(), book.readTo(10, "phone", NOON), book.readTo(14, "phone", NOON.plusSeconds(120)),
                book.readTo(9, "phone", NOON.plusSeconds(180)), book.readTo(10, "phone", NOON.plusSeconds(240)));

        assertThat(row.read()).isCloseTo(5, within(1e-9));
    }

    @Test
    void leafing_through_chapters_is_not_reading() {
        var row = row(new ReadingTimeProjection(), book.readIn(1, 1, "phone", NOON), book.readIn(20, 50, "phone", NOON.plusSeconds(2)),
                book.readIn(21, 51, "phone", NOON.plusSeconds(120)));

        assertThat(row.read()).isCloseTo(1, within(1e-9));
    }

    @Test
    void two_devices_that_take_turns_do_not_read_the_way_between_them() {
        var row = row(new ReadingTimeProjection(), book.readTo(50, "phone", NOON), book.readTo(10, "tablet", NOON.plusSeconds(60)),
                book.readTo(51, "phone", NOON.plusSeconds(120)), book.readTo(10, "tablet", NOON.plusSeconds(180)),
                book.readTo(52, "phone", NOON.plusSeconds(240)));

        assertThat(row.read()).isCloseTo(2, within(1e-9));
    }

    @Test
    void a_device_that_tells_its_place_ten_times_a_second_makes_a_small_row() {
        var events = new ArrayList<DomainEvent>();
        for (int tenth = 0; tenth < 9000; tenth++) {
            events.add(book.readTo(tenth / 9000.0, "phone", NOON.plusMillis(100L * tenth)));
        }

        var row = row(new ReadingTimeProjection(), events.toArray(DomainEvent[]::new));

        assertThat(row.tracks().getFirst().samples()).hasSizeLessThanOrEqualTo(16);
        assertThat(row.read()).isCloseTo(8999 / 9000.0, within(1e-9));
    }

    @Test
    void a_thousand_devices_make_a_small_row() {
        var events = new ArrayList<DomainEvent>();
        for (int device = 0; device < 1000; device++) {
            events.add(book.readTo(10, "device " + device, NOON.plusMillis(device)));
        }

        assertThat(row(new ReadingTimeProjection(), events.toArray(DomainEvent[]::new)).tracks()).hasSize(8);
    }

    @RepeatedTest(200)
    void whatever_the_order_in_which_places_arrive_the_rows_are_the_same() {
        var random = new Random();
        var events = new ArrayList<DomainEvent>();
        for (int i = 0; i < 60; i++) {
            events.add(book.readIn(1 + random.nextInt(4), random.nextInt(1000) / 10.0, "device " + random.nextInt(11),
                    NOON.plus(Duration.ofSeconds(random.nextInt(2400)))));
        }
        var late = new ArrayList<>(events);
        Collections.shuffle(late, random);

        assertThat(folded(late)).containsExactlyInAnyOrderElementsOf(folded(events));
    }

    private static List<ReadingTimeRow> folded(List<DomainEvent> events) {
        return rows(new ReadingTimeProjection(), events.toArray(DomainEvent[]::new));
    }
}
