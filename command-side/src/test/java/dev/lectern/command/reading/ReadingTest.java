package dev.lectern.command.reading;

import dev.lectern.contracts.event.ReadingEvent.Locator;
import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of keeping one's place. */
class ReadingTest {

    private static final UUID READER = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID BOOK = UUID.fromString("00000000-0000-0000-0000-0000000000b0");
    private static final UUID READING = RecordProgress.readingOf(READER, BOOK);
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private FixtureConfiguration<Reading> reading;

    @BeforeEach
    void fixture() {
        reading = new AggregateTestFixture<>(Reading.class);
    }

    @Test
    void the_first_place_begins_a_reading() {
        var place = place("phone", 10, NOON);
        reading.givenNoPriorActivity().when(record(place))
                .expectEvents(progressed(place, place)).expectResultMessagePayload(ProgressReceipt.applied(place));
    }

    @Test
    void a_newer_place_moves_the_reader() {
        var before = place("phone", 10, NOON);
        var after = place("tablet", 20, NOON.plusSeconds(1));
        reading.given(progressed(before, before)).when(record(after)).expectEvents(progressed(after, after));
    }

    @Test
    void an_older_place_from_another_device_does_not_move_the_reader_back() {
        var stands = place("phone", 50, NOON);
        reading.given(progressed(stands, stands)).when(record(place("tablet", 10, NOON.minusSeconds(1))))
                .expectNoEvents().expectResultMessagePayload(ProgressReceipt.superseded(stands));
    }

    @Test
    void a_place_that_comes_twice_is_recorded_once() {
        var stands = place("phone", 50, NOON);
        reading.given(progressed(stands, stands)).when(record(stands))
                .expectNoEvents().expectResultMessagePayload(ProgressReceipt.superseded(stands));
    }

    @Test
    void turning_back_keeps_the_furthest_place() {
        var furthest = place("phone", 50, NOON);
        var back = place("phone", 30, NOON.plusSeconds(5));
        reading.given(progressed(furthest, furthest)).when(record(back)).expectEvents(progressed(back, furthest));
    }

    @Test
    void a_clock_that_is_far_ahead_is_set_to_the_time_of_arrival() {
        var ahead = place("phone", 10, NOON.plus(Duration.ofMinutes(2)).plusMillis(1));
        var clamped = place("phone", 10, NOON);
        reading.givenNoPriorActivity().when(RecordProgress.of(READER, BOOK, ahead, NOON))
                .expectEvents(progressed(clamped, clamped));
    }

    @Test
    void a_clock_that_is_two_minutes_ahead_is_believed() {
        var ahead = place("phone", 10, NOON.plus(Duration.ofMinutes(2)));
        reading.givenNoPriorActivity().when(RecordProgress.of(READER, BOOK, ahead, NOON)).expectEvents(progressed(ahead, ahead));
    }

    private static RecordProgress record(Place place) {
        return RecordProgress.of(READER, BOOK, place, NOON.plus(Duration.ofHours(1)));
    }

    private static ReadingProgressed progressed(Place place, Place furthest) {
        return new ReadingProgressed(READING, READER, BOOK, place, furthest);
    }

    private static Place place(String device, double percent, Instant at) {
        return new Place(new Locator(1, "c1.xhtml", percent / 100, null), percent, device, at);
    }
}
