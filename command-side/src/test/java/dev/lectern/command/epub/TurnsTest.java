package dev.lectern.command.epub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Those who read take turns. */
class TurnsTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final List<Long> pauses = new ArrayList<>();
    private final Turns turns = new Turns(1, 9, requests::get, now::get, pause -> {
        pauses.add(pause);
        now.addAndGet(pause);
    });
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    @Test
    void a_short_book_does_not_wait_for_the_end_of_a_long_one() throws Exception {
        var started = new CountDownLatch(1);
        var reading = new Thread[1];
        try (var turn = turns.take()) {
            reading[0] = Thread.ofPlatform().start(() -> {
                started.countDown();
                try (var other = turns.take()) {
                    other.pass();
                    order.add("the short book is read");
                }
            });
            started.await();
            Awaitility.await("the other to wait").until(() -> reading[0].getState() == Thread.State.WAITING);
            turn.pass();
            order.add("the long book goes on, as its turn was not over");
            now.addAndGet(20_000_000);
            turn.pass();
            order.add("the long book is read");
        }
        reading[0].join();
        assertThat(order).containsExactly("the long book goes on, as its turn was not over", "the short book is read", "the long book is read");
    }

    @Test
    void who_is_alone_goes_on() {
        try (var turn = turns.take()) {
            now.addAndGet(100_000_000);
            turn.pass();
            order.add("read");
        }
        assertThat(order).containsExactly("read");
    }

    @Test
    void reading_rests_while_somebody_asks_after_what_can_be_read_in_three_seconds() {
        try (var turn = turns.take()) {
            read(turn, 5_000, false);
            assertThat(pauses).as("nobody asked").isEmpty();
            read(turn, 3_000, true);
            assertThat(pauses).as("three seconds of work were saved up").isEmpty();
            read(turn, 600, true);
            pauses.clear();
            read(turn, 200, true);
            assertThat(sum(pauses)).as("nine times as long as it worked").isEqualTo(1_800_000_000L);
        }
        now.addAndGet(5_000_000_000L);
        pauses.clear();
        try (var turn = turns.take()) {
            read(turn, 500, true);
            assertThat(sum(pauses)).as("five seconds without reading are worth half a second of work").isBetween(0L, 20_000_000L);
        }
    }

    private void read(Turns.Turn turn, int milliseconds, boolean asked) {
        for (int done = 0; done < milliseconds; done += 20) {
            requests.addAndGet(asked ? 1 : 0);
            now.addAndGet(20_000_000);
            turn.pass();
        }
    }

    private static long sum(List<Long> pauses) {
        return pauses.stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void without_courtesy_reading_never_rests() {
        try (var turn = new Turns(1, 0, requests::get, now::get, pauses::add).take()) {
            read(turn, 5_000, true);
        }
        assertThat(pauses).isEmpty();
    }
}
