package dev.lectern.acceptance;

import static dev.lectern.acceptance.Waiting.untilImported;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random readers at once, each held against the model of a reader's place, while what they rely on is killed.
 * {@code -Dlectern.model.steps=N} makes it longer, {@code -Dlectern.model.seed=N} repeats a run.
 */
class ModelIT {

    private static final int READERS = 6;
    private static final int STEPS = Integer.getInteger("lectern.model.steps", 60);
    private static final long SEED = Long.getLong("lectern.model.seed", System.nanoTime());
    private static final int KILLS = 1 + STEPS / 100;
    private static final int STEPS_PER_REDIS_STATE = 25;

    @TempDir static Path directory;
    private static Lectern lectern;
    private boolean redisIsAway;

    @BeforeAll
    static void start() throws IOException {
        System.out.println("lectern.model.seed=" + SEED);
        lectern = Lectern.up(directory.resolve("data"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        lectern.stop();
    }

    @Test
    void every_answer_matches_the_model_while_everything_is_killed() throws Exception {
        var outages = Outages.ofEverything();
        readAtOnce("killed", List.of(lectern.url()), outages, step -> {
            if (step % (READERS * STEPS / (KILLS + 1)) == 0 && step < READERS * STEPS) {
                outages.strike(() -> {
                    lectern.kill();
                    lectern.start();
                });
            }
        });
    }

    @Test
    void every_answer_of_two_query_sides_matches_the_model_while_redis_comes_and_goes() throws Exception {
        var outages = Outages.unnoticed();
        try (var second = lectern.withSecondQuerySide()) {
            readAtOnce("redis", List.of(lectern.url(), second.url()), outages, step -> {
                if (step % STEPS_PER_REDIS_STATE == 0) {
                    outages.strike(this::changeRedis);
                }
            });
        }
        if (redisIsAway) {
            changeRedis();
        }
    }

    private interface AfterStep {
        /** @param step how many were done, by all readers */
        void done(int step) throws Exception;
    }

    private static void readAtOnce(String name, List<URI> querySides, Outages outages, AfterStep afterStep) throws Exception {
        var readings = new ArrayList<RandomReading>();
        for (var n = 0; n < READERS; n++) {
            readings.add(reading(name + n, querySides, outages, new Random(SEED + n)));
        }
        var steps = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = threads.invokeAll(readings.stream().map(reading -> reader(reading, steps, afterStep)).toList());
            for (var reader : readers) {
                assertThatCode(reader::get).as("lectern.model.seed=" + SEED).doesNotThrowAnyException();
            }
        }
    }

    private static RandomReading reading(String name, List<URI> querySides, Outages outages, Random random) throws Exception {
        var api = Api.registered(lectern.url(), name + "@lectern.local", "a reader's password");
        var book = api.upload(new SmallEpub("Modelled", 7).bytes(), "modelled.epub").id();
        untilImported(api, book);
        return new RandomReading(api, querySides.stream().map(api::at).toList(), book, outages, random);
    }

    private static Callable<Void> reader(RandomReading reading, AtomicInteger steps, AfterStep afterStep) {
        return () -> {
            for (var n = 0; n < STEPS; n++) {
                reading.step(n > STEPS * 3 / 4);
                afterStep.done(steps.incrementAndGet());
            }
            reading.check();
            return null;
        };
    }

    private void changeRedis() throws Exception {
        if (redisIsAway) {
            lectern.restartRedis();
        } else {
            lectern.killRedis();
        }
        redisIsAway = !redisIsAway;
    }
}
