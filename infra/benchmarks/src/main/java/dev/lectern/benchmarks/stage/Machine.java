// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All processors together, as Linux counts their time; elsewhere nothing is known. */
final class Machine {

    private static final Path STATISTICS = Path.of("/proc/stat");
    /** USER_HZ, which Linux shows to programs on every architecture (proc(5)). */
    private static final double TICKS_PER_SECOND = 100;

    private Machine() {
    }

    /** Seconds of work since the machine started, time that a hypervisor took away included; {@code null} if unknown. */
    static @Nullable Double busySeconds() {
        if (!Files.isReadable(STATISTICS)) {
            return null;
        }
        try (var lines = Files.lines(STATISTICS)) {
            return lines.findFirst().map(Machine::busySeconds).orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param line {@code cpu user nice system idle iowait irq softirq steal …} */
    static double busySeconds(String line) {
        var ticks = Arrays.stream(line.strip().split("\\s+")).skip(1).limit(8).mapToLong(Long::parseLong).toArray();
        return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]) / TICKS_PER_SECOND;
    }

    /** Of this process. */
    static double ownSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }
}
