package dev.lectern.command.reading;

import dev.lectern.command.reading.ReadingCommand.ChooseStatus;
import dev.lectern.command.reading.ReadingCommand.RecordProgress;
import dev.lectern.command.reading.ReadingCommand.Star;
import dev.lectern.command.reading.ReadingCommand.Unstar;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent.BookStarred;
import dev.lectern.contracts.event.ReadingEvent.BookUnstarred;
import dev.lectern.contracts.event.ReadingEvent.Locator;
import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.contracts.event.ReadingEvent.PlaceRecorded;
import dev.lectern.contracts.event.ReadingEvent.ReadStatusChanged;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of keeping one's place, one's star and what has become of the book. */
class ReadingTest {

    private static final UUID READER = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final UUID BOOK = UUID.fromString("00000000-0000-0000-0000-0000000000b0");
    private static final UUID READING = ReadingCommand.readingOf(READER, BOOK);
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
                .expectEvents(progressed(place, place)).expectResultMessagePayload(List.of(ProgressReceipt.applied(place)));
    }

    @Test
    void a_newer_place_moves_the_reader() {
        var before = place("phone", 10, NOON);
        var after = place("tablet", 20, NOON.plusSeconds(1));
        reading.given(progressed(before, before)).when(record(after)).expectEvents(progressed(after, after));
    }

    @Test
    void an_older_place_from_another_device_is_recorded_and_does_not_move_the_reader_back() {
        var stands = place("phone", 50, NOON);
        var late = place("tablet", 10, NOON.minusSeconds(1));
        reading.given(progressed(stands, stands)).when(record(late))
                .expectEvents(recorded(late, stands)).expectResultMessagePayload(List.of(ProgressReceipt.superseded(stands)));
    }

    @Test
    void a_place_that_was_further_is_the_furthest_however_late_it_is_told() {
        var stands = place("phone", 50, NOON);
        var late = place("tablet", 99, NOON.minusSeconds(1));
        var on = place("phone", 51, NOON.plusSeconds(1));
        reading.given(progressed(stands, stands)).when(RecordProgress.each(READER, BOOK, List.of(late, on)))
                .expectEvents(recorded(late, late), progressed(on, late));
    }

    @Test
    void a_late_place_that_comes_twice_is_recorded_once() {
        var stands = place("phone", 50, NOON);
        var late = place("tablet", 10, NOON.minusSeconds(1));
        reading.given(progressed(stands, stands), recorded(late, stands)).when(record(late))
                .expectNoEvents().expectResultMessagePayload(List.of(ProgressReceipt.superseded(stands)));
    }

    @Test
    void what_a_device_collected_offline_is_recorded_though_another_was_used_since() {
        var stands = place("phone", 50, NOON);
        var one = place("tablet", 10, NOON.minusSeconds(600));
        var two = place("tablet", 12, NOON.minusSeconds(300));
        reading.given(progressed(stands, stands)).when(RecordProgress.each(READER, BOOK, List.of(one, two)))
                .expectEvents(recorded(one, stands), recorded(two, stands));
    }

    @Test
    void a_place_that_comes_twice_is_recorded_once() {
        var stands = place("phone", 50, NOON);
        reading.given(progressed(stands, stands)).when(record(stands))
                .expectNoEvents().expectResultMessagePayload(List.of(ProgressReceipt.superseded(stands)));
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
        reading.givenNoPriorActivity().when(record(RecordProgress.clamped(ahead, NOON)))
                .expectEvents(progressed(clamped, clamped));
    }

    @Test
    void a_clock_that_is_two_minutes_ahead_is_believed() {
        var ahead = place("phone", 10, NOON.plus(Duration.ofMinutes(2)));
        reading.givenNoPriorActivity().when(record(RecordProgress.clamped(ahead, NOON))).expectEvents(progressed(ahead, ahead));
    }

    @Test
    void a_book_is_finished_at_98_percent() {
        var nearly = place("phone", 97.9, NOON);
        var there = place("phone", 98, NOON.plusSeconds(1));
        reading.given(progressed(nearly, nearly)).when(record(there))
                .expectEvents(progressed(there, there, ReadStatus.FINISHED));
    }

    @Test
    void of_a_burst_the_last_place_of_each_device_is_recorded() {
        var one = place("phone", 10, NOON);
        var two = place("tablet", 30, NOON.plusSeconds(1));
        var three = place("phone", 11, NOON.plusSeconds(2));
        reading.givenNoPriorActivity().when(RecordProgress.folded(READER, BOOK, List.of(one, two, three)))
                .expectEvents(progressed(two, two), progressed(three, two))
                .expectResultMessagePayload(List.of(ProgressReceipt.applied(one), ProgressReceipt.applied(two), ProgressReceipt.applied(three)));
    }

    @Test
    void the_furthest_place_of_a_burst_is_not_lost() {
        var stands = place("phone", 20, NOON);
        var far = place("phone", 90, NOON.plusSeconds(1));
        var back = place("phone", 21, NOON.plusSeconds(2));
        reading.given(progressed(stands, stands)).when(RecordProgress.folded(READER, BOOK, List.of(far, back)))
                .expectEvents(progressed(back, far));
    }

    @Test
    void an_older_place_in_a_burst_is_told_what_stands() {
        var stands = place("phone", 20, NOON);
        var late = place("tablet", 90, NOON.minusSeconds(1));
        var newer = place("phone", 19, NOON.plusSeconds(1));
        reading.given(progressed(stands, stands)).when(RecordProgress.folded(READER, BOOK, List.of(late, newer)))
                .expectEvents(progressed(newer, late), recorded(late, late))
                .expectResultMessagePayload(List.of(ProgressReceipt.superseded(stands), ProgressReceipt.applied(newer)));
    }

    @Test
    void of_the_late_places_of_a_burst_the_newest_of_each_device_is_recorded() {
        var stands = place("phone", 50, NOON);
        var far = place("tablet", 60, NOON.minusSeconds(3));
        var newest = place("tablet", 30, NOON.minusSeconds(1));
        var between = place("tablet", 20, NOON.minusSeconds(2));
        reading.given(progressed(stands, stands)).when(RecordProgress.folded(READER, BOOK, List.of(far, newest, between)))
                .expectEvents(recorded(newest, far));
    }

    @Test
    void a_burst_that_opens_a_book_begins_with_a_move() {
        var first = place("phone", 1, NOON);
        var late = place("tablet", 5, NOON.minusSeconds(1));
        var last = place("phone", 2, NOON.plusSeconds(1));
        reading.givenNoPriorActivity().when(RecordProgress.folded(READER, BOOK, List.of(first, late, last)))
                .expectEvents(progressed(last, late), recorded(late, late));
    }

    @Test
    void a_burst_that_passes_the_end_and_turns_back_has_finished_the_book_in_between() {
        var finished = place("phone", 60, NOON);
        var back = place("phone", 2, NOON.plusSeconds(1));
        var end = place("phone", 99, NOON.plusSeconds(2));
        reading.given(progressed(finished, finished), chosen(ReadStatus.FINISHED)).when(RecordProgress.folded(READER, BOOK, List.of(back, end)))
                .expectEvents(progressed(back, finished), progressed(end, end, ReadStatus.FINISHED));
    }

    @Test
    void what_a_device_collected_offline_is_recorded_place_by_place() {
        var one = place("phone", 10, NOON);
        var two = place("phone", 11, NOON.plusSeconds(1));
        reading.givenNoPriorActivity().when(RecordProgress.each(READER, BOOK, List.of(one, two)))
                .expectEvents(progressed(one, one), progressed(two, two));
    }

    @Test
    void a_status_can_be_chosen_before_the_book_was_ever_opened() {
        reading.givenNoPriorActivity().when(choose(ReadStatus.ABANDONED)).expectEvents(chosen(ReadStatus.ABANDONED));
    }

    @Test
    void choosing_the_status_that_stands_changes_nothing() {
        var there = place("phone", 99, NOON);
        reading.given(progressed(there, there, ReadStatus.FINISHED)).when(choose(ReadStatus.FINISHED)).expectNoEvents();
    }

    @Test
    void who_reads_on_in_an_abandoned_book_is_reading_it_again() {
        var before = place("phone", 10, NOON);
        var after = place("phone", 11, NOON.plusSeconds(1));
        reading.given(progressed(before, before), chosen(ReadStatus.ABANDONED)).when(record(after))
                .expectEvents(progressed(after, after, ReadStatus.READING));
    }

    @Test
    void who_opens_a_book_marked_unread_is_reading_it_again() {
        var before = place("phone", 10, NOON);
        var after = place("phone", 5, NOON.plusSeconds(1));
        reading.given(progressed(before, before), chosen(ReadStatus.UNREAD)).when(record(after))
                .expectEvents(progressed(after, before, ReadStatus.READING));
    }

    @Test
    void a_book_finished_by_hand_stays_finished_from_that_place_on() {
        var before = place("phone", 60, NOON);
        var after = place("phone", 61, NOON.plusSeconds(1));
        reading.given(progressed(before, before), chosen(ReadStatus.FINISHED)).when(record(after))
                .expectEvents(progressed(after, after, ReadStatus.FINISHED));
    }

    @Test
    void a_book_finished_by_hand_that_was_never_opened_stays_finished() {
        var first = place("phone", 1, NOON);
        reading.given(chosen(ReadStatus.FINISHED)).when(record(first)).expectEvents(progressed(first, first, ReadStatus.FINISHED));
    }

    @Test
    void turning_back_before_the_place_where_a_book_was_finished_by_hand_is_reading_it_again() {
        var finished = place("phone", 60, NOON);
        var back = place("phone", 2, NOON.plusSeconds(1));
        var on = place("phone", 61, NOON.plusSeconds(2));
        reading.given(progressed(finished, finished), chosen(ReadStatus.FINISHED), progressed(back, finished)).when(record(on))
                .expectEvents(progressed(on, on, ReadStatus.READING));
    }

    @Test
    void an_older_place_leaves_the_chosen_status_alone() {
        var stands = place("phone", 10, NOON);
        var late = place("tablet", 99, NOON.minusSeconds(1));
        var next = place("phone", 10, NOON.plusSeconds(1));
        reading.given(progressed(stands, stands), chosen(ReadStatus.ABANDONED), recorded(late, late)).when(choose(ReadStatus.ABANDONED))
                .expectNoEvents();
        fixture();
        reading.given(progressed(stands, stands), recorded(late, late)).when(record(next))
                .expectEvents(progressed(next, late, ReadStatus.READING));
    }

    @Test
    void starring_twice_is_starring_once() {
        reading.givenNoPriorActivity().when(Star.of(READER, BOOK, NOON)).expectEvents(new BookStarred(READING, READER, BOOK, NOON));
        fixture();
        reading.given(new BookStarred(READING, READER, BOOK, NOON)).when(Star.of(READER, BOOK, NOON)).expectNoEvents();
    }

    @Test
    void a_star_is_taken_away_where_there_is_one() {
        reading.given(new BookStarred(READING, READER, BOOK, NOON)).when(Unstar.of(READER, BOOK, NOON))
                .expectEvents(new BookUnstarred(READING, READER, BOOK, NOON));
        fixture();
        reading.givenNoPriorActivity().when(Unstar.of(READER, BOOK, NOON)).expectNoEvents();
    }

    @Test
    void events_from_before_statuses_were_chosen_are_understood() {
        var old = place("phone", 99, NOON);
        reading.given(progressed(old, old, null)).when(choose(ReadStatus.FINISHED)).expectNoEvents();
    }

    private static ChooseStatus choose(ReadStatus status) {
        return ChooseStatus.of(READER, BOOK, status, NOON.plusSeconds(9));
    }

    private static ReadStatusChanged chosen(ReadStatus status) {
        return new ReadStatusChanged(READING, READER, BOOK, status, NOON.plusSeconds(9));
    }

    private static RecordProgress record(Place place) {
        return RecordProgress.each(READER, BOOK, List.of(place));
    }

    private static ReadingProgressed progressed(Place place, Place furthest) {
        return progressed(place, furthest, ReadStatus.READING);
    }

    private static ReadingProgressed progressed(Place place, Place furthest, @Nullable ReadStatus status) {
        return new ReadingProgressed(READING, READER, BOOK, place, furthest, status);
    }

    private static PlaceRecorded recorded(Place place, Place furthest) {
        return new PlaceRecorded(READING, READER, BOOK, place, furthest);
    }

    private static Place place(String device, double percent, Instant at) {
        return new Place(new Locator(1, "c1.xhtml", percent / 100, null), percent, device, at);
    }
}
