// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import dev.lectern.benchmarks.scenario.Scenarios;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lectern bench}: measures, prints a table, and can fail when a target is missed. */
@Command(name = "bench", mixinStandardHelpOptions = true,
        description = "Measure Lectern against baselines and limits in the same run. Without a scenario: all of them.")
final class Bench implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SCENARIO", arity = "0..*", description = "Which; --list says what there is.")
    private List<String> names = List.of();

    @Option(names = "--quick", description = "Smaller data, shorter windows: about a minute a scenario.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON too.")
    private @Nullable Path json;

    @Option(names = "--check", description = "End with status 1, and say which, when a target is missed.")
    private boolean check;

    @Option(names = "--statements", description = "Say after each scenario which SQL statements took the most time.")
    private boolean statements;

    @Option(names = "--list", description = "Say what each scenario compares with what.")
    private boolean list;

    @Option(names = "--work", paramLabel = "DIR", defaultValue = "${sys:lectern.bench.work:-bench-work}",
            description = "Where the measured servers keep their data meanwhile: on a real disk, for fsync is part of what is measured.")
    private Path work = Path.of("bench-work");

    @Override
    public Integer call() throws Exception {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        if (list) {
            Scenarios.ALL.forEach(scenario -> out.printf("%-22s %s%n", scenario.name(), scenario.about()));
            return 0;
        }
        var report = new Report();
        for (var scenario : chosen()) {
            out.println(scenario.name() + ": " + scenario.about());
            try {
                report.add(measured(scenario, out));
            } catch (Exception e) {
                report.failed(scenario, e);
                e.printStackTrace(out);
            }
        }
        out.println();
        out.println(report.table());
        if (json != null) {
            report.writeJson(json, quick, Instant.now());
        }
        report.failures().forEach(failure -> out.println("failed  " + failure));
        var missed = check ? report.missed() : List.<String>of();
        missed.forEach(miss -> out.println("missed  " + miss));
        return missed.isEmpty() && report.failures().isEmpty() ? 0 : 1;
    }

    private List<Scenario> chosen() {
        if (names.isEmpty()) {
            return Scenarios.ALL;
        }
        return names.stream().map(name -> Scenarios.ALL.stream().filter(scenario -> scenario.name().equals(name)).findAny()
                .orElseThrow(() -> new ParameterException(spec.commandLine(),
                        "There is no scenario " + name + ". bench --list says what there is."))).toList();
    }

    private List<Measurement> measured(Scenario scenario, PrintStream out) throws Exception {
        var data = Files.createDirectories(work.toAbsolutePath()).resolve(scenario.name());
        delete(data);
        try {
            return scenario.run(new Run(quick, statements, Files.createDirectories(data), out::println));
        } finally {
            delete(data);
        }
    }

    private static void delete(Path directory) throws IOException {
        FileSystemUtils.deleteRecursively(directory);
    }
}
