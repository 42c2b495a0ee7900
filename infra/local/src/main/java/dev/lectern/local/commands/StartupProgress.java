// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.services.Startup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/** Shows the parts as they start and stop. */
final class StartupProgress implements Startup.Listener {

    private static final int NAME_CELLS = 16;

    private final Terminal terminal;
    private final Map<String, Terminal.MovingLine> lines = new ConcurrentHashMap<>();

    StartupProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void starting(String part) {
        lines.put(part, terminal.line(Text.fit(part, NAME_CELLS) + "starting…"));
    }

    @Override
    public void started(String part, long millis) {
        end(part, "ready  %5.1f s".formatted(millis / 1000.0));
    }

    @Override
    public void failed(String part) {
        end(part, "failed");
    }

    @Override
    public void stopping(String part) {
        if (part.equals("front door")) {
            terminal.print("Stopping…");
        }
    }

    @Override
    public void failedToStop(String part, Exception failure) {
        LoggerFactory.getLogger(StartupProgress.class).error("{} did not stop as it should", part, failure);
        terminal.print(Text.fit(part, NAME_CELLS) + "did not stop as it should; the next start will see to it");
    }

    private void end(String part, String text) {
        var line = lines.remove(part);
        if (line != null) {
            line.end(Text.fit(part, NAME_CELLS) + text);
        }
    }
}
