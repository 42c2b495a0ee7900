package dev.lectern.query.projection;

import static dev.lectern.query.testing.QuerySide.eventually;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.query.testing.TestBook;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kills the process that replays: whoever comes after it goes on, and no event is folded twice. */
class ReplayCrashTest {

    private static final int EACH = 250;

    private final EngineFixture engine = new EngineFixture();
    private final Tally tally = new Tally();
    private final List<TestBook> books = IntStream.range(0, 200).mapToObj(i -> aBook()).toList();

    @BeforeEach
    void aLongLog() {
        for (int i = 0; i < EACH; i++) {
            int round = i;
            engine.log.append(books.stream().<DomainEvent>map(book -> round == 0 ? book.uploaded() : book.renamed("Emma " + round)).toList());
        }
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private boolean isWhole() {
        return engine.isServed(tally) && engine.rows().size() == books.size()
                && engine.rows().stream().allMatch(row -> row.events() == EACH);
    }

    private void becomes(Replays replays, Replay replay, ReplayState state) {
        eventually(() -> replays.find("tally", replay.id()).state().equals(state.word()));
    }

    @Test
    void a_replay_goes_on_where_it_was_when_its_process_is_killed() throws Exception {
        Replays replays = engine.replays(tally);
        Replay replay;
        try (var first = EngineProcess.start(engine.database)) {
            eventually(this::isWhole);
            replay = replays.begin("tally", new Replays.Request(4, 12_000, false, null, null));
            eventually(() -> replays.find("tally", replay.id()).percent() >= 10);
        }
        for (int percent : List.of(50, 90)) {
            var reached = replays.find("tally", replay.id()).percent();
            try (var next = EngineProcess.start(engine.database)) {
                eventually(() -> replays.find("tally", replay.id()).percent() >= percent);
            }
            assertThat(replays.find("tally", replay.id()).percent()).isGreaterThanOrEqualTo(reached);
            assertThat(isWhole()).as("what serves").isTrue();
        }
        try (var last = EngineProcess.start(engine.database)) {
            becomes(replays, replay, ReplayState.READY);
            assertThat(replays.find("tally", replay.id()).comparison()).isNotNull()
                    .satisfies(comparison -> assertThat(List.of(comparison.rowsAfter(), comparison.differences())).containsExactly(200L, 0L));
        }
    }

    @Test
    void a_switch_is_on_one_side_or_the_other_when_its_process_is_killed() throws Exception {
        Replays replays = engine.replays(tally);
        try (var first = EngineProcess.start(engine.database)) {
            eventually(this::isWhole);
        }
        for (var state : List.of(ReplayState.INDEXING, ReplayState.COMPARING, ReplayState.READY, ReplayState.ACTIVATED)) {
            Replay replay;
            try (var process = EngineProcess.start(engine.database)) {
                replay = replays.begin("tally", new Replays.Request(4, null, true, null, null));
                eventually(() -> ReplayState.of(replays.find("tally", replay.id()).state()).compareTo(state) >= 0);
            }
            boolean activated = replays.find("tally", replay.id()).state().equals("activated");
            assertThat(engine.servingGeneration()).isEqualTo(activated ? replay.generation() : replay.replaces());
            assertThat(isWhole()).as("what serves").isTrue();

            try (var next = EngineProcess.start(engine.database)) {
                becomes(replays, replay, ReplayState.ACTIVATED);
            }
            assertThat(isWhole()).as("what serves").isTrue();
            assertThat(engine.servingGeneration()).isEqualTo(replay.generation());
        }
    }
}
