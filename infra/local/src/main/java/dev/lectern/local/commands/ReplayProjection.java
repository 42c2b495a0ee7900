// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.Refused;
import dev.lectern.local.client.Replay;
import dev.lectern.local.client.ReplayApi;
import dev.lectern.local.client.ServerRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code lectern replay}: makes a projection's next generation from all events, follows it, and says what can be done with it. */
@Command(name = "replay", description = {"Make a read model anew from the events, beside the one that answers.",
        "Without a name: show the projections."})
final class ReplayProjection implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The projection. If its replay is running already, this follows it.")
    private @Nullable String name;

    @Option(names = "--segments", paramLabel = "N", description = "Parts that are folded at the same time.")
    private @Nullable Integer segments;

    @Option(names = "--throttle", paramLabel = "N/s", converter = Pace.Reader.class,
            description = "Events a second at the most, or off. Works on a running replay too.")
    private @Nullable Pace throttle;

    @Option(names = "--auto", description = "Let the new generation answer as soon as it is there, if nothing differs.")
    private boolean auto;

    @ArgGroup private @Nullable Step step;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** What is done to a replay that is there. */
    static final class Step {
        @Option(names = "--pause", description = "Let it rest.") private boolean pause;
        @Option(names = "--resume", description = "Let it go on.") private boolean resume;
        @Option(names = "--compare", description = "Compare the two generations again.") private boolean compare;
        @Option(names = "--activate", description = "Let the new generation answer.") private boolean activate;
        @Option(names = "--rollback", description = "Let the old generation answer again.") private boolean rollback;
        @Option(names = "--cancel", description = "Drop the new generation.") private boolean cancel;

        String name() {
            return pause ? "pause" : resume ? "resume" : compare ? "compare" : activate ? "activate" : rollback ? "rollback" : "cancel";
        }

        /** It has an end to wait for. */
        boolean isFollowed() {
            return resume || compare;
        }
    }

    /** @param limit events a second; null: none */
    record Pace(@Nullable Integer limit) {

        static final class Reader implements ITypeConverter<Pace> {
            @Override
            public Pace convert(String text) {
                if (text.equals("off")) {
                    return new Pace(null);
                }
                if (!text.matches("[1-9][0-9]{0,8}(/s)?")) {
                    throw new TypeConversionException("'" + text + "' is no number of events a second, such as 2000/s, nor off");
                }
                return new Pace(Integer.valueOf(text.replace("/s", "")));
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        if (step != null && (segments != null || throttle != null || auto)) {
            throw new ParameterException(spec.commandLine(), "--" + step.name() + " is about a replay that is there; leave out --segments, --throttle and --auto.");
        }
        if (name == null && (step != null || segments != null || throttle != null || auto)) {
            throw new ParameterException(spec.commandLine(), "Say which projection; ./lectern replay shows them all.");
        }
        StopSignal.listening();
        try (var terminal = Terminal.ofThisProcess()) {
            return run(server.api().replays(), terminal, BETWEEN_LOOKS);
        }
    }

    int run(ReplayApi api, Terminal terminal, Duration betweenLooks) throws IOException {
        if (name == null) {
            var cells = terminal.isInteractive() ? terminal.columns() : Integer.MAX_VALUE;
            ProjectionTable.of(api.projections()).forEach(row -> terminal.print(Text.cut(row, cells)));
            return 0;
        }
        var replay = step == null ? startOrFind(name, api, terminal) : api.step(newest(name, api), step.name());
        if (step == null || step.isFollowed()) {
            return follow(replay, new ReplayProgress(api, terminal, betweenLooks), terminal);
        }
        report(replay).lines().forEach(terminal::print);
        return 0;
    }

    private Replay startOrFind(String projection, ReplayApi api, Terminal terminal) throws IOException {
        var running = running(projection, api);
        if (running == null) {
            try {
                return api.start(projection, segments, throttle == null ? null : throttle.limit(), auto);
            } catch (ServerRefused e) {
                running = e.status() == 409 ? running(projection, api) : null;
                if (running == null) {
                    throw e;
                }
            }
        }
        terminal.print("A replay of " + Text.printable(projection) + " is there already, with " + running.segments()
                + (running.segments() == 1 ? " segment" : " segments") + (running.auto() ? " and --auto." : " and without --auto."));
        return throttle == null ? running : api.throttle(running, throttle.limit());
    }

    private static @Nullable Replay running(String projection, ReplayApi api) throws IOException {
        return api.replays(projection).stream().findFirst().filter(Replay::isUnderWay).orElse(null);
    }

    private Replay newest(String projection, ReplayApi api) throws IOException {
        return api.replays(projection).stream().findFirst().orElseThrow(() -> new Refused(
                "There is no replay of " + Text.printable(projection) + ". Start one with " + command() + "."));
    }

    private int follow(Replay replay, ReplayProgress progress, Terminal terminal) throws IOException {
        try {
            var report = report(progress.follow(replay));
            report.lines().forEach(terminal::print);
            return report.isGood() ? 0 : 1;
        } catch (InterruptedException seenEnough) {
            terminal.print("The replay goes on. Look again with " + command());
            return 1;
        }
    }

    private ReplayReport report(Replay replay) {
        return new ReplayReport(replay, command());
    }

    private String command() {
        return "./lectern replay " + Text.printable(String.valueOf(name)) + server.again();
    }
}
