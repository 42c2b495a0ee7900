package dev.lectern.query.progress;

import static dev.lectern.query.testing.Folded.row;
import static dev.lectern.query.testing.Folded.rows;
import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.query.testing.TestBook;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressProjectionTest {

    private final TestBook book = aBook();

    @Test
    void the_newest_place_of_each_device_is_kept() {
        var row = row(new ProgressProjection(), book.readTo(10, "phone", NOON), book.readTo(20, "tablet", NOON.plusSeconds(1)),
                book.readTo(15, 20, "phone", NOON.plusSeconds(2)));

        assertThat(row.current().percent()).isEqualTo(15);
        assertThat(row.furthest().percent()).isEqualTo(20);
        assertThat(row.devices()).extracting(Place::deviceId).containsExactly("phone", "tablet");
        assertThat(row.devices()).extracting(Place::percent).containsExactly(15.0, 20.0);
    }

    @Test
    void a_place_told_late_is_its_devices_own_and_moves_nobody() {
        var row = row(new ProgressProjection(), book.readTo(10, "phone", NOON), book.toldLate(90, 90, "tablet", NOON.minusSeconds(60)),
                book.toldLate(80, 90, "tablet", NOON.minusSeconds(120)));

        assertThat(row.current().percent()).isEqualTo(10);
        assertThat(row.furthest().percent()).isEqualTo(90);
        assertThat(row.devices()).extracting(Place::deviceId).containsExactly("phone", "tablet");
        assertThat(row.devices()).extracting(Place::percent).containsExactly(10.0, 90.0);
    }

    @Test
    void of_a_thousand_devices_the_hundred_last_are_known() {
        var events = IntStream.range(0, 1000).mapToObj(second -> book.readTo(10, "device " + second, NOON.plusSeconds(second)));

        assertThat(row(new ProgressProjection(), events.toArray(DomainEvent[]::new)).devices()).hasSize(100)
                .first().extracting(Place::deviceId).isEqualTo("device 999");
    }

    @Test
    void every_place_is_kept_in_the_history() {
        assertThat(rows(new PlacesProjection(), book.readTo(10, "phone", NOON), book.readTo(20, "tablet", NOON.plusNanos(1_500)),
                book.readTo(15, "phone", NOON.plusSeconds(2)), book.toldLate(15, 20, "tablet", NOON.minusSeconds(2)))).hasSize(4);
    }
}
