// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.Refused;
import dev.lectern.local.client.Replay;
import dev.lectern.local.client.ReplayApi;
import dev.lectern.local.client.ServerRefused;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** A replay on its way, and what the terminal shows of it. */
final class ReplayProgress {

    /** Replays survive a restart of the server, so a look in vain is no reason to give up: two minutes of them are. */
    private static final int LOOKS_IN_VAIN = 240;
    private static final int SHORTEST_BAR = 8;
    private static final int LONGEST_BAR = 30;
    /** Without a terminal. */
    private static final int PERCENT_A_LINE = 10;

    private final ReplayApi api;
    private final Terminal terminal;
    private final Duration pause;
    private String lastStep = "";
    private int inVain;

    /** @param pause between two looks */
    ReplayProgress(ReplayApi api, Terminal terminal, Duration pause) {
        this.api = api;
        this.terminal = terminal;
        this.pause = pause;
    }

    /** Returns the replay as it is when it no longer goes on by itself. */
    Replay follow(Replay begun) throws IOException, InterruptedException {
        var replay = begun;
        if (replay.isMoving()) {
            var line = terminal.line(row(replay, terminal.columns()));
            try {
                while (replay.isMoving()) {
                    show(replay, line);
                    Thread.sleep(pause);
                    replay = look(replay, line);
                }
            } finally {
                line.remove();
            }
        }
        return replay;
    }

    private Replay look(Replay last, Terminal.MovingLine line) throws IOException {
        try {
            var seen = api.replay(last.projection(), last.id());
            inVain = 0;
            return seen;
        } catch (IOException | Refused e) {
            // an interrupted look is one in vain too; the sleep that follows ends it
            if (!isAway(e) || ++inVain == LOOKS_IN_VAIN) {
                throw e;
            }
            line.show(last.projection() + ": Lectern doesn't answer; the replay goes on when it does…");
            return last;
        }
    }

    private static boolean isAway(Exception e) {
        return switch (e) {
            case Refused refused -> refused.getCause() instanceof ConnectException;
            case ServerRefused refused -> refused.status() == 502 || refused.status() == 503;
            default -> !(e.getCause() instanceof JacksonException);
        };
    }

    private void show(Replay replay, Terminal.MovingLine line) {
        if (inVain > 0) {
            return;
        }
        line.show(row(replay, terminal.columns()));
        var step = step(replay);
        if (!terminal.isInteractive() && !step.equals(lastStep)) {
            lastStep = step;
            terminal.print(step);
        }
    }

    /** What a line tells where no bar can move. */
    private static String step(Replay replay) {
        var name = Text.printable(replay.projection());
        return replay.state().equals("building") && replay.error() == null
                ? name + ": building, " + (int) replay.percent() / PERCENT_A_LINE * PERCENT_A_LINE + " %"
                : name + ": " + work(replay);
    }

    /** One row; the narrower the terminal, the less it tells. */
    static String row(Replay replay, int columns) {
        var name = Text.cut(Text.printable(replay.projection()), Math.max(columns / 4, 8));
        var tail = tails(replay).filter(text -> fits(name, text, columns)).findFirst().orElseGet(() -> Text.percent(replay.percent()));
        var cells = Math.clamp(columns - 1L - Text.width(name) - 1 - 1 - Text.width(tail), SHORTEST_BAR, LONGEST_BAR);
        return name + " " + Text.bar(replay.percent(), cells) + " " + tail;
    }

    private static boolean fits(String name, String tail, int columns) {
        return Text.width(name) + 1 + SHORTEST_BAR + 1 + Text.width(tail) < columns;
    }

    /** What follows the bar, the most talkative first. */
    private static Stream<String> tails(Replay replay) {
        var percent = Text.percent(replay.percent());
        if (!replay.state().equals("building") || replay.error() != null) {
            return Stream.of(percent + "  " + work(replay));
        }
        var count = "%,d of %,d events".formatted(replay.events(), replay.eventsTotal());
        var rate = "%,.0f".formatted(replay.eventsPerSecond());
        var left = replay.secondsLeft() == null ? "" : Text.duration(replay.secondsLeft());
        var leftToGo = left.isEmpty() ? "" : left + " left";
        return Stream.of(List.of(percent, rate + " events/s", leftToGo, count), List.of(percent, rate + " events/s", leftToGo),
                        List.of(percent, rate + "/s", left), List.of(percent, left))
                .map(parts -> parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("  ")));
    }

    private static String work(Replay replay) {
        if (replay.error() != null) {
            return "doesn't get on: " + Text.printable(replay.error());
        }
        return switch (replay.state()) {
            case "indexing" -> "making indexes";
            case "comparing" -> "comparing";
            case "ready" -> "switching";
            default -> Text.printable(replay.state());
        };
    }
}
