// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The processes of a stage: its JVM, PostgreSQL with its backends, Redis. */
public final class Watched {

    private final ProcessHandle jvm;
    private final Path home;

    Watched(ProcessHandle jvm, Path home) {
        this.jvm = jvm;
        this.home = home;
    }

    /** Since they started; of backends that have ended nothing is known any more. */
    public double processorSeconds() {
        return processes().map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO)).mapToLong(Duration::toMillis).sum() / 1e3;
    }

    /** Resident memory; pages that processes share count once in all, where the system tells (Linux). */
    public long residentBytes() {
        return processes().mapToLong(Watched::residentBytes).sum();
    }

    private static long residentBytes(ProcessHandle process) {
        var proportional = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        if (Files.isReadable(proportional)) {
            try (var lines = Files.lines(proportional)) {
                return lines.filter(line -> line.startsWith("Pss:")).mapToLong(Watched::kilobytes).sum() * 1024;
            } catch (IOException | UncheckedIOException ended) {
                return 0;
            }
        }
        try (var lines = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start().inputReader()) {
            return lines.lines().mapToLong(Watched::kilobytes).sum() * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long kilobytes(String line) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    private Stream<ProcessHandle> processes() {
        var servers = Stream.of("postgresql/data/postmaster.pid", "redis/redis.pid").map(home::resolve).filter(Files::exists)
                .flatMap(Watched::process).flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
        return Stream.concat(Stream.of(jvm), servers);
    }

    private static Stream<ProcessHandle> process(Path pidFile) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip())).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
