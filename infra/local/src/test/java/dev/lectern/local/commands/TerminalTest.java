// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void a_pipe_gets_only_lines_that_stay_and_no_escapes() {
        try (var terminal = terminal(false)) {
            var line = terminal.line("0 %");
            line.show("50 %");
            line.end("done");
            terminal.print("all done");
        }
        assertThat(text()).isEqualTo("done\nall done\n");
    }

    @Test
    void a_terminal_gets_moving_lines_below_the_ones_that_stay() {
        try (var terminal = terminal(true)) {
            var line = terminal.line("0 %");
            line.show("50 %");
            line.end("done");
        }
        assertThat(text()).isEqualTo("0 %\n\u001b[1A\u001b[J50 %\n\u001b[1A\u001b[Jdone\n");
    }

    private Terminal terminal(boolean interactive) {
        return new Terminal(new PrintStream(written, false, StandardCharsets.UTF_8), interactive, 80);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
