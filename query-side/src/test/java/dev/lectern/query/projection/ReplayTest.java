package dev.lectern.query.projection;

import static dev.lectern.query.testing.QuerySide.eventually;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.contracts.event.ReaderEvent.ReaderErased;
import dev.lectern.query.projection.ReplayRefused.Reason;
import dev.lectern.query.testing.TestBook;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private final EngineFixture engine = new EngineFixture();
    private final Tally tally = new Tally();
    private final List<TestBook> books = IntStream.range(0, 30).mapToObj(i -> aBook()).toList();

    @AfterEach
    void stop() {
        engine.close();
    }

    private Replays served(Tally projection) {
        engine.log.append(books.stream().map(TestBook::uploaded).toList());
        engine.instance(projection);
        eventually(() -> engine.isServed(projection) && engine.rows().size() == books.size());
        return engine.replays(projection);
    }

    private static Replays.Request asked(boolean auto) {
        return new Replays.Request(4, null, auto, null, null);
    }

    private void becomes(Replays replays, Replay replay, ReplayState state) {
        eventually(() -> replays.find("tally", replay.id()).state().equals(state.word()));
    }

    @Test
    void the_same_events_make_the_same_rows_and_serve_when_told() throws InterruptedException {
        var replays = served(tally);
        var replay = replays.begin("tally", asked(false));
        becomes(replays, replay, ReplayState.READY);

        var comparison = replays.find("tally", replay.id()).comparison();
        assertThat(comparison).isNotNull();
        assertThat(List.of(comparison.rowsBefore(), comparison.rowsAfter(), comparison.differences())).containsExactly(30L, 30L, 0L);
        assertThat(engine.servingGeneration()).isEqualTo(1);
        assertThat(engine.indexesOf(2)).as("made last, and as many as before").hasSameSizeAs(engine.indexesOf(1)).hasSize(2);

        replays.step("tally", replay.id(), ReplayStep.ACTIVATE, null, null);
        assertThat(engine.servingGeneration()).isEqualTo(2);
        assertThat(engine.rows()).hasSize(30);
    }

    @Test
    void the_switch_can_be_taken_back_and_made_again_because_both_follow_the_log() throws InterruptedException {
        var replays = served(tally);
        var replay = replays.begin("tally", asked(true));
        becomes(replays, replay, ReplayState.ACTIVATED);

        engine.log.append(books.getFirst().imported());
        replays.step("tally", replay.id(), ReplayStep.ROLLBACK, null, null);
        assertThat(engine.servingGeneration()).isEqualTo(1);
        eventually(() -> engine.eventsOf(books.getFirst().id()) == 2);

        engine.log.append(books.getFirst().renamed("Emma"));
        replays.step("tally", replay.id(), ReplayStep.ACTIVATE, null, null);
        assertThat(engine.servingGeneration()).isEqualTo(2);
        eventually(() -> engine.eventsOf(books.getFirst().id()) == 3);
    }

    @Test
    void what_served_before_goes_when_its_time_is_over() {
        engine.keepPrevious = Duration.ZERO;
        var replays = served(tally);
        var replay = replays.begin("tally", asked(true));

        becomes(replays, replay, ReplayState.FINISHED);
        assertThat(engine.generations().of(tally)).extracting(Generation::number).containsExactly(2);
        assertThat(engine.rows()).hasSize(30);
    }

    @Test
    void another_fold_under_the_same_version_is_found_out_and_does_not_serve_by_itself() {
        engine.log.append(books.stream().map(TestBook::uploaded).toList());
        var first = engine.instance(tally);
        eventually(() -> engine.isServed(tally) && engine.rows().size() == books.size());
        first.stop();

        var wrong = new Tally(1, 7);
        engine.instance(wrong);
        var replays = engine.replays(wrong);
        var replay = replays.begin("tally", asked(true));
        becomes(replays, replay, ReplayState.READY);

        var comparison = replays.find("tally", replay.id()).comparison();
        assertThat(comparison).isNotNull();
        assertThat(comparison.differences()).isEqualTo(30);
        assertThat(comparison.expected()).isFalse();
        assertThat(comparison.examples()).hasSize(30);
        var example = comparison.examples().getFirst();
        assertThat(example.key()).containsOnlyKeys("book_id");
        assertThat(example.fields()).containsOnlyKeys("events", "weight", "share")
                .containsEntry("events", new Comparison.Change(1, 7));
        assertThat(engine.servingGeneration()).isEqualTo(1);
    }

    @Test
    void a_changed_version_is_compared_where_the_old_one_stands_and_lists_its_differences_as_expected() {
        served(tally);
        engine.close();
        engine.log.append(books.getFirst().imported());
        var changed = new Tally(2, 7);

        engine.instance(changed);

        eventually(() -> engine.eventsOf(books.getFirst().id()) == 14);
        var replay = engine.replays(changed).of("tally", 10).getFirst();
        assertThat(replay.state()).isEqualTo("activated");
        assertThat(replay.steps()).as("nobody keeps the old version up").isEmpty();
        assertThat(replay.comparison()).isNotNull();
        assertThat(replay.comparison().expected()).isTrue();
        assertThat(replay.comparison().differences()).isEqualTo(30);
        assertThat(replay.comparison().examples()).first().satisfies(example ->
                assertThat(example.fields()).containsEntry("events", new Comparison.Change(1, 7)));
    }

    @Test
    void rows_that_only_one_generation_has_are_differences() throws Exception {
        var replays = served(tally);
        engine.jdbc.sql("DELETE FROM query.tally_g1 WHERE book_id = ?").param(books.get(3).id()).update();
        var replay = replays.begin("tally", asked(true));
        becomes(replays, replay, ReplayState.READY);

        var comparison = replays.find("tally", replay.id()).comparison();
        assertThat(comparison).isNotNull();
        assertThat(comparison.examples()).singleElement().satisfies(difference -> {
            assertThat(difference.key()).containsEntry("book_id", books.get(3).id().toString());
            assertThat(difference.fields().get("events")).isEqualTo(new Comparison.Change(null, 1));
        });
    }

    @Test
    void one_replay_at_a_time() throws InterruptedException {
        var replays = served(tally);
        var replay = replays.begin("tally", asked(false));

        assertThatThrownBy(() -> replays.begin("tally", asked(false))).isInstanceOfSatisfying(ReplayRefused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.ILLEGAL);
            assertThat(refused.replay()).isNotNull();
            assertThat(refused.legal()).contains("cancel");
        });
        becomes(replays, replay, ReplayState.READY);
        replays.step("tally", replay.id(), ReplayStep.ACTIVATE, null, null);

        var next = replays.begin("tally", asked(false));
        assertThat(replays.find("tally", replay.id()).state()).as("ended by its successor").isEqualTo("finished");
        becomes(replays, next, ReplayState.READY);
    }

    @Test
    void the_same_request_begins_one_replay() {
        var replays = served(tally);
        var request = new Replays.Request(null, null, false, UUID.randomUUID(), "once");

        assertThat(replays.begin("tally", request).id()).isEqualTo(replays.begin("tally", request).id());
    }

    @Test
    void a_step_that_is_not_legal_is_refused_with_those_that_are() {
        var replays = served(tally);
        var replay = replays.begin("tally", asked(false));
        becomes(replays, replay, ReplayState.READY);

        for (var step : List.of(ReplayStep.PAUSE, ReplayStep.RESUME, ReplayStep.ROLLBACK, ReplayStep.THROTTLE)) {
            assertThatThrownBy(() -> replays.step("tally", replay.id(), step, null, null))
                    .isInstanceOfSatisfying(ReplayRefused.class, refused ->
                            assertThat(refused.legal()).containsExactly("compare", "activate", "cancel"));
        }
        assertThatThrownBy(() -> replays.begin("nothing", asked(false)))
                .isInstanceOfSatisfying(ReplayRefused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN));
    }

    @Test
    void a_cancelled_replay_leaves_nothing() throws InterruptedException {
        var replays = served(tally);
        var replay = replays.begin("tally", asked(false));
        replays.step("tally", replay.id(), ReplayStep.CANCEL, null, null);

        assertThat(engine.generations().of(tally)).extracting(Generation::number).containsExactly(1);
        assertThat(engine.jdbc.sql("SELECT to_regclass('query.tally_g2') IS NULL").query(Boolean.class).single()).isTrue();
        engine.log.append(books.getFirst().imported());
        eventually(() -> engine.eventsOf(books.getFirst().id()) == 2);
    }

    @Test
    void a_replay_pauses_and_goes_on() throws InterruptedException {
        var replays = served(tally);
        // thirty events in half a minute
        var replay = replays.begin("tally", new Replays.Request(null, 1, false, null, null));
        eventually(() -> replays.find("tally", replay.id()).events() > 0);
        replays.step("tally", replay.id(), ReplayStep.PAUSE, null, "once");
        assertThat(replays.step("tally", replay.id(), ReplayStep.PAUSE, null, "once").state()).isEqualTo("paused");
        assertThat(replays.find("tally", replay.id()).steps()).containsExactly("resume", "throttle", "cancel");
        assertThat(replays.find("tally", replay.id()).percent()).isLessThan(100);

        replays.step("tally", replay.id(), ReplayStep.THROTTLE, null, null);
        replays.step("tally", replay.id(), ReplayStep.RESUME, null, null);
        becomes(replays, replay, ReplayState.READY);
        assertThat(replays.find("tally", replay.id()).throttle()).isNull();
    }

    @Test
    void an_erased_readers_rows_go_from_every_generation() throws InterruptedException {
        var shelf = new OwnedTally();
        var erased = books.getFirst();
        engine.log.append(books.stream().map(TestBook::uploaded).toList());
        engine.instance(shelf);
        eventually(() -> engine.isServed(shelf) && engine.owners(shelf).size() == 30);
        engine.log.append(erased.imported(), new ReaderErased(erased.owner(), TestBook.NOON), books.get(1).imported());
        eventually(() -> engine.owners(shelf).size() == 29);
        assertThat(engine.owners(shelf)).doesNotContain(erased.owner());

        var replays = engine.replays(shelf);
        var replay = replays.begin("owned", asked(true));
        eventually(() -> replays.find("owned", replay.id()).state().equals("activated"));
        assertThat(engine.owners(shelf)).hasSize(29).doesNotContain(erased.owner());
    }
}
