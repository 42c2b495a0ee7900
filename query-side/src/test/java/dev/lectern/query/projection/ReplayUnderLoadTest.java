package dev.lectern.query.projection;

import static dev.lectern.query.testing.QuerySide.eventually;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.TestBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readers ask all the while: each answer is a fold of a prefix of the log, and none of a shorter one than the answer before. */
class ReplayUnderLoadTest {

    private static final int WRITES_PER_SECOND = 200;

    private final EngineFixture engine = new EngineFixture();
    private final Tally tally = new Tally();
    private final List<TestBook> books = IntStream.range(0, 40).mapToObj(i -> aBook()).toList();
    /** Whose event it is, in the order of the log: written down before it is appended. */
    private final List<UUID> log = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean over;

    @AfterEach
    void stop() {
        over = true;
        threads.shutdown();
        engine.close();
    }

    @Test
    void no_answer_ever_lacks_what_an_earlier_one_had() throws Exception {
        engine.instance(tally);
        eventually(() -> engine.isServed(tally));
        var writing = CompletableFuture.runAsync(this::write, threads);
        var reading = CompletableFuture.supplyAsync(this::read, threads);
        eventually(() -> log.size() > 100);

        var replays = engine.replays(tally);
        var replay = replays.begin("tally", new Replays.Request(1, null, false, null, null));
        eventually(() -> replays.find("tally", replay.id()).state().equals("ready"));
        assertThat(replays.find("tally", replay.id()).comparison()).isNotNull()
                .satisfies(comparison -> assertThat(comparison.differences()).isZero());
        for (var step : List.of(ReplayStep.ACTIVATE, ReplayStep.ROLLBACK, ReplayStep.ACTIVATE, ReplayStep.ROLLBACK, ReplayStep.ACTIVATE)) {
            replays.step("tally", replay.id(), step, null, null);
            int written = log.size();
            eventually(() -> log.size() > written + 50);
        }
        over = true;
        writing.get(1, TimeUnit.MINUTES);

        assertThat(reading.get(1, TimeUnit.MINUTES)).as("answers").isGreaterThan(100);
        eventually(() -> total(answer()) == log.size());
        assertThat(engine.servingGeneration()).isEqualTo(2);
    }

    private void write() {
        for (int i = 0; !over; i++) {
            var book = books.get(i * 31 % books.size());
            log.add(book.id());
            engine.log.append(i < books.size() ? book.uploaded() : book.renamed("Emma " + i));
            LockSupport.parkNanos(1_000_000_000L / WRITES_PER_SECOND);
        }
    }

    private int read() {
        int answers = 0;
        int before = 0;
        while (!over) {
            var answer = answer();
            int events = total(answer);
            assertThat(events).as("events in an answer").isGreaterThanOrEqualTo(before);
            assertThat(answer).as("the fold of the first " + events + " events").isEqualTo(fold(events));
            before = events;
            answers++;
            LockSupport.parkNanos(1_000_000);
        }
        return answers;
    }

    private Map<UUID, Integer> answer() {
        var answer = new HashMap<UUID, Integer>();
        engine.rows().forEach(row -> answer.put(row.bookId(), row.events()));
        return answer;
    }

    private static int total(Map<UUID, Integer> answer) {
        return answer.values().stream().mapToInt(Integer::intValue).sum();
    }

    private Map<UUID, Integer> fold(int events) {
        var folded = new HashMap<UUID, Integer>();
        List.copyOf(log).subList(0, events).forEach(book -> folded.merge(book, 1, Integer::sum));
        return folded;
    }
}
