// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Latencies;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Side;
import dev.lectern.benchmarks.stage.Database;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the bare loop does, done by PostgreSQL's own {@code pgbench}: a limit that owes nothing to Java. */
record PgBench(Database database, int connections, BareLoop.Row row, Path script) implements Side {

    private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+)");

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).anyMatch(directory -> Files.isExecutable(Path.of(directory, "pgbench")));
    }

    @Override
    public Sample during(Duration window) throws Exception {
        Files.writeString(script, """
                INSERT INTO bench.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
                VALUES (gen_random_uuid(), 'Reading', gen_random_uuid()::text, 0, '%s', 1, '%s', '%s', now());
                """.formatted(row.name(), row.payload(), row.metadata()));
        var server = URI.create(database.url().substring("jdbc:".length()));
        var seconds = Math.max(1, window.toSeconds());
        var builder = new ProcessBuilder(List.of("pgbench", "-n", "-M", "prepared", "-f", script.toString(), "-c", Integer.toString(connections),
                "-j", "2", "-T", Long.toString(seconds), "-h", server.getHost(), "-p", Integer.toString(server.getPort()),
                "-U", Database.SUPERUSER, server.getPath().substring(1))).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes());
        var rate = RATE.matcher(output);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IOException("pgbench failed: " + output);
        }
        return Sample.of(Math.round(Double.parseDouble(rate.group(1)) * seconds), seconds, 0, new Latencies());
    }
}
