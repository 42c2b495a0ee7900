// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.local.client.Replay;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReplayProgressTest {

    private static final Replay HALF = replay("building", 52);

    @Test
    void a_wide_terminal_shows_bar_percent_rate_time_left_and_count() {
        assertThat(ReplayProgress.row(HALF, 120)).isEqualTo(
                "library ████████████████░░░░░░░░░░░░░░  52 %  1,235 events/s  1 min 20 s left  10,400 of 20,000 events");
    }

    @Test
    void a_narrow_terminal_shows_less_and_keeps_the_bar() {
        assertThat(ReplayProgress.row(HALF, 80)).isEqualTo("library ████████████████░░░░░░░░░░░░░░  52 %  1,235 events/s  1 min 20 s left");
        assertThat(ReplayProgress.row(HALF, 48)).isEqualTo("library ██████░░░░░░  52 %  1,235/s  1 min 20 s");
        assertThat(ReplayProgress.row(HALF, 40)).isEqualTo("library ███████░░░░░░  52 %  1 min 20 s");
        IntStream.rangeClosed(40, 200).forEach(columns ->
                assertThat(Text.width(ReplayProgress.row(HALF, columns))).isLessThan(columns));
    }

    @Test
    void what_has_no_rate_says_what_it_does() {
        assertThat(ReplayProgress.row(replay("indexing", 100), 60)).endsWith("█ 100 %  making indexes");
        assertThat(ReplayProgress.row(replay("comparing", 100), 60)).endsWith("█ 100 %  comparing");
    }

    @Test
    void time_left_is_told_in_its_two_largest_units() {
        assertThat(List.of(0.4, 59.4, 60.0, 3599.0, 3600.0, 90_000.0).stream().map(Text::duration))
                .containsExactly("0 s", "59 s", "1 min 0 s", "59 min 59 s", "1 h 0 min", "25 h 0 min");
    }

    private static Replay replay(String state, double percent) {
        return JsonMapper.shared().readValue(StubAdministration.replay(state, percent, ""), Replay.class);
    }
}
