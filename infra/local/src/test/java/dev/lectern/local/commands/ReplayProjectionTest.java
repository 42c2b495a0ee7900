// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import static dev.lectern.local.commands.StubAdministration.replay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.local.Refused;
import dev.lectern.local.client.ServerRefused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayProjectionTest {

    private static final String READY = replay("ready", 100, """
            "comparison":{"position":"970.3","rowsBefore":1500,"rowsAfter":1499,"differences":2,"expected":false,"newFields":[],"examples":[
             {"key":{"bookId":"b1"},"fields":{"percent":{"before":42.5,"after":43},"lastReadAt":{"before":null,"after":"2026-11-01"}}}]},
            "steps":["compare","activate","cancel"]""");

    @TempDir Path directory;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private StubAdministration server;

    @BeforeEach
    void startServer() throws IOException {
        server = new StubAdministration(directory);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void a_replay_is_followed_until_a_person_must_decide() throws Exception {
        server.then(replay("building", 0, "")).then(replay("building", 33, "")).then(replay("building", 35, ""))
                .then(replay("indexing", 100, "")).then(replay("comparing", 100, "")).then(READY);
        assertThat(run("replay", "library", "--segments", "4", "--throttle", "2000/s")).isEqualTo(1);
        assertThat(server.writes).containsExactly("replays {\"segments\":4,\"throttle\":2000}");
        assertThat(text()).isEqualTo("""
                library: building, 0 %
                library: building, 30 %
                library: making indexes
                library: comparing
                ✗ library: generation 3 is ready, 1,500 rows; generation 2 still answers
                  Compared at 970.3: 1,500 rows before, 1,499 after, 2 differences
                  bookId b1
                    percent     42.5 → 43
                    lastReadAt  – → 2026-11-01
                  … and 1 more
                  ./lectern replay library --compare   compare again
                  ./lectern replay library --activate  let generation 3 answer
                  ./lectern replay library --cancel    drop generation 3
                """);
    }

    @Test
    void a_replay_without_differences_has_ended_well() throws Exception {
        var same = "\"auto\":true,\"comparison\":{\"position\":\"970.3\",\"rowsBefore\":1500,\"rowsAfter\":1500,\"differences\":0,\"examples\":[]}";
        server.then(replay("building", 50, "\"auto\":true")).then(replay("ready", 100, same))
                .then(replay("activated", 100, same + ",\"activatedAt\":\"2026-11-01T10:01:20Z\",\"steps\":[\"rollback\"]"));
        assertThat(run("replay", "library", "--auto")).isZero();
        assertThat(server.writes).containsExactly("replays {\"auto\":true}");
        assertThat(text()).contains("✓ library: generation 3 answers, 1,500 rows, after 1 min 20 s").contains("1,500 after, no difference\n")
                .endsWith("./lectern replay library --rollback  let generation 2 answer again\n");
    }

    @Test
    void what_keeps_a_replay_from_ending_well_is_told() throws Exception {
        server.then(replay("building", 50, "\"error\":\"the disk is full\"")).then(replay("ready", 100, "\"auto\":true,\"deadLetters\":2"));
        assertThat(run("replay", "library", "--auto")).isEqualTo(1);
        assertThat(text()).startsWith("library: doesn't get on: the disk is full\n✗ library: generation 3 is ready")
                .contains("! It lacks 2 events that were refused or wait behind one");
    }

    @Test
    void the_same_command_again_follows_the_replay_that_is_there() throws Exception {
        server.holds(replay("building", 40, "")).then(replay("building", 41, "")).then(READY);
        assertThat(run("replay", "library", "--throttle", "off")).isEqualTo(1);
        assertThat(server.writes).containsExactly("throttle {\"throttle\":null}");
        assertThat(text()).startsWith("A replay of library is there already, with 4 segments and without --auto.\nlibrary: building, 40 %\n✗ library");
    }

    @Test
    void a_server_that_restarts_does_not_end_it() throws Exception {
        server.then(replay("building", 10, "")).thenIsAway(20).then(replay("building", 20, "")).then(READY);
        run("replay", "library");
        assertThat(text()).startsWith("library: building, 10 %\nlibrary: building, 20 %\n✗ library");
    }

    @Test
    void a_server_that_stays_away_ends_it() {
        server.then(replay("building", 10, "")).thenIsAway(1000);
        assertThatThrownBy(() -> run("replay", "library")).isInstanceOf(IOException.class);
    }

    @Test
    void who_has_seen_enough_leaves_it_running_and_learns_how_to_look_again() throws Exception {
        var follower = Thread.currentThread();
        server.then(replay("building", 10, "")).then(replay("building", 20, "")).then(follower::interrupt, replay("building", 30, ""));
        assertThat(run("replay", "library", "--data", "/elsewhere")).isEqualTo(1);
        assertThat(server.writes).hasSize(1);
        assertThat(text()).endsWith("The replay goes on. Look again with ./lectern replay library --data /elsewhere\n");
        assertThat(follower.isInterrupted()).isFalse();
    }

    @Test
    void a_step_is_taken_and_the_next_ones_are_named() throws Exception {
        server.holds(replay("building", 40, "")).then(replay("paused", 40, "\"steps\":[\"resume\",\"cancel\"]"));
        assertThat(run("replay", "library", "--pause")).isZero();
        assertThat(server.writes).containsExactly("pause {}");
        assertThat(text()).isEqualTo("""
                library: paused at 40 %
                  ./lectern replay library --resume    go on
                  ./lectern replay library --cancel    drop generation 3
                """);
    }

    @Test
    void a_step_that_is_not_allowed_is_explained_by_the_server() {
        server.holds(replay("building", 40, "")).refuses("A replay that is building can be paused or cancelled.");
        assertThatThrownBy(() -> run("replay", "library", "--activate")).isInstanceOf(ServerRefused.class)
                .hasMessage("A replay that is building can be paused or cancelled.");
    }

    @Test
    void a_step_without_a_replay_says_how_to_start_one() {
        assertThatThrownBy(() -> run("replay", "library", "--rollback")).isInstanceOf(Refused.class)
                .hasMessage("There is no replay of library. Start one with ./lectern replay library.");
    }

    @Test
    void without_a_name_the_projections_are_listed() throws Exception {
        server.holds(replay("building", 40, ""));
        assertThat(run("replay")).isZero();
        assertThat(text()).isEqualTo("""
                PROJECTION  GENERATION    ROWS  BEHIND  POSITION  REPLAY
                library              2  20,000   1,234  962.21    building generation 3, 40 %
                places               1       7       0  962.21    –
                """);
    }

    @Test
    void what_makes_no_sense_is_refused_before_anything_is_asked() {
        assertThat(usage("replay", "--pause")).contains("Say which projection");
        assertThat(usage("replay", "library", "--pause", "--cancel")).contains("mutually exclusive");
        assertThat(usage("replay", "library", "--resume", "--segments", "2")).contains("--resume is about a replay that is there");
        assertThat(usage("replay", "library", "--throttle", "fast")).contains("no number of events a second");
    }

    private int run(String... words) throws IOException {
        var command = (ReplayProjection) new CommandLine(new Lectern()).parseArgs(words).subcommand().commandSpec().userObject();
        try (var terminal = new Terminal(new PrintStream(written, false, StandardCharsets.UTF_8), false, 80)) {
            return command.run(server.api(), terminal, Duration.ofMillis(1));
        }
    }

    private static String usage(String... words) {
        var complaint = new StringWriter();
        assertThat(new CommandLine(new Lectern()).setErr(new PrintWriter(complaint)).execute(words)).isEqualTo(2);
        return complaint.toString();
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
