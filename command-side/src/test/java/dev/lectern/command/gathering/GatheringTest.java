package dev.lectern.command.gathering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for whom, and what is written together. */
class GatheringTest {

    private static final int RATE = 3;
    /** Longer than any test: where it is waited for, the test would not end. */
    private static final long FOREVER = TimeUnit.HOURS.toNanos(1);

    private final List<List<String>> written = new CopyOnWriteArrayList<>();
    private final Semaphore mayWrite = new Semaphore(0);
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    /** Time stands still: everything comes within one second. */
    private final Gathering<String, String> gathering = new Gathering<>(RATE, FOREVER, 100, () -> 0, this::write);

    @AfterEach
    void close() {
        mayWrite.release(1_000);
        clients.close();
    }

    @Test
    void without_a_queue_nothing_waits() {
        mayWrite.release(RATE);
        for (int i = 0; i < RATE; i++) {
            assertThat(gathering.submit("place " + i, false)).isEqualTo("place " + i + " is written");
        }
        assertThat(written).containsExactly(List.of("place 0"), List.of("place 1"), List.of("place 2"));
    }

    @Test
    void what_comes_while_one_is_written_is_written_together() throws Exception {
        var first = submit("first", false);
        Awaitility.await().until(() -> mayWrite.hasQueuedThreads());
        var others = List.of(submit("a", true), submit("b", false));
        Awaitility.await().until(() -> gathering.waiting() == 2);
        mayWrite.release(2);
        assertThat(first.get()).isEqualTo("first is written");
        assertThat(others.get(0).get()).isEqualTo("a is written");
        assertThat(others.get(1).get()).isEqualTo("b is written");
        assertThat(written).hasSize(2);
        assertThat(written.getLast()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void nobody_is_answered_before_it_is_written() {
        var first = submit("first", false);
        Awaitility.await().until(() -> mayWrite.hasQueuedThreads());
        var second = submit("second", false);
        Awaitility.await().until(() -> gathering.waiting() == 1);
        assertThat(first.isDone() || second.isDone()).isFalse();
    }

    @Test
    void above_the_rate_the_next_waits_for_others_until_one_comes_that_can_not() throws Exception {
        mayWrite.release(100);
        for (int i = 0; i < RATE; i++) {
            gathering.submit("slow", false);
        }
        var gathered = new ArrayList<Future<String>>();
        for (int i = 0; i < 57; i++) {
            gathered.add(submit("fast " + i, false));
        }
        Awaitility.await().until(() -> gathering.waiting() == 57);
        assertThat(gathered).noneMatch(Future::isDone);
        assertThat(gathering.submit("last", true)).isEqualTo("last is written");
        for (int i = 0; i < 57; i++) {
            assertThat(gathered.get(i).get()).isEqualTo("fast " + i + " is written");
        }
        assertThat(written).hasSize(RATE + 1);
        assertThat(written.getLast()).hasSize(58).endsWith("last");
    }

    @Test
    void above_the_rate_the_wait_ends_when_the_time_since_the_last_is_up() throws Exception {
        var brief = new Gathering<String, String>(RATE, TimeUnit.MILLISECONDS.toNanos(20), 100, System::nanoTime, this::write);
        mayWrite.release(100);
        var all = IntStream.range(0, 20).mapToObj(i -> clients.submit(() -> brief.submit("place " + i, false))).toList();
        for (var one : all) {
            assertThat(one.get()).endsWith("is written");
        }
    }

    @Test
    void a_batch_that_fails_fails_for_all_in_it_and_the_next_goes_on() throws Exception {
        var first = submit("first", false);
        Awaitility.await().until(() -> mayWrite.hasQueuedThreads());
        var failing = List.of(submit("bad", true), submit("good", true));
        Awaitility.await().until(() -> gathering.waiting() == 2);
        mayWrite.release(3);
        assertThat(first.get()).isEqualTo("first is written");
        for (var each : failing) {
            assertThatThrownBy(each::get).hasCauseInstanceOf(IllegalStateException.class);
        }
        assertThat(gathering.submit("next", true)).isEqualTo("next is written");
    }

    @Test
    void a_crowd_is_written_in_batches_of_a_bounded_size() throws Exception {
        var small = new Gathering<String, String>(1_000, FOREVER, 10, () -> 0, this::write);
        mayWrite.release(1_000);
        var all = IntStream.range(0, 500).mapToObj(i -> clients.submit(() -> small.submit("place " + i, false))).toList();
        for (int i = 0; i < 500; i++) {
            assertThat(all.get(i).get()).isEqualTo("place " + i + " is written");
        }
        assertThat(written).allMatch(batch -> batch.size() <= 10);
        assertThat(written.stream().flatMap(List::stream)).hasSize(500).doesNotHaveDuplicates();
    }

    private Future<String> submit(String request, boolean urgent) {
        return clients.submit(() -> gathering.submit(request, urgent));
    }

    private List<String> write(List<String> batch) {
        mayWrite.acquireUninterruptibly();
        if (batch.contains("bad")) {
            throw new IllegalStateException("a bad batch");
        }
        written.add(batch);
        return batch.stream().map(request -> request + " is written").toList();
    }
}
