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
    private final Turns turns = new Turns(1, 9, requests::get, now::get, pauses::add);
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
    void reading_steps_back_after_a_turn_in_which_somebody_asked() {
        try (var turn = turns.take()) {
            now.addAndGet(20_000_000);
            turn.pass();
            assertThat(pauses).as("nobody asked").isEmpty();
            requests.incrementAndGet();
            now.addAndGet(19_000_000);
            turn.pass();
            assertThat(pauses).as("the turn was not over").isEmpty();
            now.addAndGet(2_000_000);
            turn.pass();
            now.addAndGet(20_000_000);
            turn.pass();
        }
        assertThat(pauses).as("once, for as long as it had worked nine times").containsExactly(189_000_000L);
    }
}
