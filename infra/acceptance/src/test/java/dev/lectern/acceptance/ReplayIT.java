package dev.lectern.acceptance;

import static dev.lectern.acceptance.Waiting.untilImported;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lectern.acceptance.Api.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Read models are made anew and switched under readers who write and read, and none of them notices. */
class ReplayIT {

    private static final int READERS = 3;
    private static final int STEPS_IN_A_STATE = 15;
    private static final long SEED = Long.getLong("lectern.model.seed", System.nanoTime());

    @TempDir static Path directory;
    private static Lectern lectern;
    private static Api admin;

    @BeforeAll
    static void start() throws IOException {
        System.out.println("lectern.model.seed=" + SEED);
        lectern = Lectern.up(directory.resolve("data"));
        admin = lectern.asAdministrator();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        lectern.stop();
    }

    @Test
    void readers_write_and_read_while_their_read_models_are_made_anew_switched_and_switched_back() throws Exception {
        try (var readers = new Readers()) {
            readers.untilAllHaveDone(STEPS_IN_A_STATE);
            for (var projection : List.of("progress", "library")) {
                var before = generation(projection);
                var begun = admin.post(replays(projection), Map.of("segments", 2));
                assertThat(begun.status()).isEqualTo(201);
                var replay = replays(projection) + "/" + begun.id();
                assertThat(begun.raw().headers().firstValue("Location")).hasValue(replay);
                var ready = untilReady(replay);
                assertThat(ready.at("/comparison/differences").asInt()).as(ready.toString()).isZero();
                assertThat(ready.at("/comparison/rowsAfter").asInt()).isGreaterThanOrEqualTo(READERS);

                assertThat(admin.post(replays(projection), Map.of())).satisfies(ReplayIT::isRefusedWithWhatIsPossible);
                assertThat(admin.post(replay + "/rollback", Map.of())).satisfies(ReplayIT::isRefusedWithWhatIsPossible);

                for (var step : List.of("activate", "rollback", "activate")) {
                    var switched = taken(replay, step);
                    assertThat(switched.status()).as(switched.body().toString()).isEqualTo(200);
                    assertThat(generation(projection)).isEqualTo(step.equals("activate") ? begun.body().path("generation").asInt() : before);
                    readers.untilAllHaveDone(STEPS_IN_A_STATE);
                }
            }
        }
    }

    @Test
    void the_command_line_follows_a_replay_to_its_end() throws Exception {
        var list = lectern.run("replay");
        assertThat(list.output()).contains("PROJECTION").contains("library").contains("places");
        var unknown = lectern.run("replay", "nothing");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.output()).contains("nothing");

        var followed = lectern.run("replay", "places", "--segments", "2", "--auto");
        assertThat(followed.output()).contains("✓ places: generation 2 answers").contains("no difference").contains("--rollback");
        assertThat(followed.status()).isZero();

        var back = lectern.run("replay", "places", "--rollback");
        assertThat(back.output()).contains("generation 1 still answers").contains("--activate");
        assertThat(back.status()).isZero();
        assertThat(lectern.run("replay", "places", "--pause").status()).isEqualTo(1);
        assertThat(lectern.run("replay", "places", "--cancel").output()).contains("generation 1 answers as before");
    }

    private static String replays(String projection) {
        return "/api/v1/admin/projections/" + projection + "/replays";
    }

    private static int generation(String projection) throws IOException {
        return admin.get("/api/v1/admin/projections").body().path("items").valueStream()
                .filter(item -> item.path("name").asString().equals(projection)).findFirst().orElseThrow().path("generation").asInt();
    }

    /** A switch waits a moment for both generations to stand at one position, and asks to come back if that isn't enough. */
    private static Answer taken(String replay, String step) {
        return await(step).atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200))
                .until(() -> admin.post(replay + "/" + step, Map.of()), answer -> answer.status() != 503);
    }

    private static JsonNode untilReady(String replay) {
        return await("replay").atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200))
                .until(() -> admin.get(replay).body(), seen -> seen.path("state").asString("").equals("ready"));
    }

    private static void isRefusedWithWhatIsPossible(Answer answer) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("legal").valueStream().map(JsonNode::asString)).contains("activate", "cancel");
    }

    /** Go on until they are told to stop; whatever one of them finds wrong is what the test fails with. */
    private static final class Readers implements AutoCloseable {

        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final List<AtomicInteger> steps = new ArrayList<>();
        private final List<Future<Void>> readers = new ArrayList<>();
        private volatile boolean enough;

        Readers() throws Exception {
            for (var n = 0; n < READERS; n++) {
                var api = Api.registered(lectern.url(), "replay" + n + "@lectern.local", "a reader's password");
                var book = api.upload(new SmallEpub("Replayed", 5).bytes(), "replayed.epub").id();
                untilImported(api, book);
                var done = new AtomicInteger();
                steps.add(done);
                readers.add(threads.submit(reader(new RandomReading(api, List.of(api), book, Outages.unnoticed(), new Random(SEED + n)), done)));
            }
        }

        private Callable<Void> reader(RandomReading reading, AtomicInteger done) {
            return () -> {
                while (!enough) {
                    reading.step(false);
                    done.incrementAndGet();
                }
                reading.check();
                return null;
            };
        }

        void untilAllHaveDone(int more) {
            var goals = steps.stream().map(done -> done.get() + more).toList();
            await("readers").atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50)).until(() -> {
                for (var n = 0; n < READERS; n++) {
                    if (readers.get(n).isDone()) {
                        readers.get(n).get();
                    }
                    if (steps.get(n).get() < goals.get(n)) {
                        return false;
                    }
                }
                return true;
            });
        }

        @Override
        public void close() throws Exception {
            enough = true;
            try (threads) {
                for (var reader : readers) {
                    reader.get();
                }
            }
        }
    }
}
