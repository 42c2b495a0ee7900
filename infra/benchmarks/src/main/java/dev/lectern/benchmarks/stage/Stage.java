// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.stage;

import dev.lectern.benchmarks.Run;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Side;
import dev.lectern.local.home.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A running stage, seen from the process that measures: where it is, its database, and what it takes of the machine. */
public final class Stage implements AutoCloseable {

    private static final List<String> JAVA_OPTIONS = List.of("--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-XX:+ExitOnOutOfMemoryError", "-Xms1280m", "-Xmx1280m", "-XX:NewRatio=1",
            "-XX:+UseSerialGC", "-Xss512k");

    private final Run run;
    private final Process process;
    private final URI url;
    private final Settings settings;
    private final Database database;
    private final Watched watched;

    private Stage(Run run, Process process, URI url, Settings settings, Watched watched) {
        this.run = run;
        this.process = process;
        this.url = url;
        this.settings = settings;
        this.database = Database.in(settings);
        this.watched = watched;
    }

    public static Stage start(Run run, Set<Part> parts) throws IOException {
        return start(run, parts, Map.of());
    }

    /** Returns when everything is ready, with the options for Java that {@code ./lectern up} has. A second one of the same run finds the data of the first. */
    public static Stage start(Run run, Set<Part> parts, Map<String, String> properties) throws IOException {
        var home = run.data().resolve("stage");
        shareSoftware(home, run.data());
        var command = new ArrayList<>(java());
        var more = System.getenv("LECTERN_JAVA_OPTIONS");
        if (more != null && !more.isBlank()) {
            command.addAll(List.of(more.strip().split("\\s+")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StageMain.class.getName(), home.toString()));
        parts.forEach(part -> command.add(Part.OPTION + part));
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endOf(process)));
        var port = readyPort(process.inputReader());
        return new Stage(run, process, URI.create("http://127.0.0.1:" + port), Settings.of(home),
                new Watched(process.toHandle(), home));
    }

    /** Java as {@code ./lectern up} starts it. */
    static List<String> java() {
        var java = new ArrayList<String>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(JAVA_OPTIONS);
        return java;
    }

    /** Unpacked once for all scenarios: that is no part of anything measured. */
    private static void shareSoftware(Path home, Path data) throws IOException {
        var software = Files.createDirectories(data.resolveSibling("software"));
        Files.createDirectories(home);
        if (!Files.exists(home.resolve("software"))) {
            Files.createSymbolicLink(home.resolve("software"), software);
        }
    }

    private static int readyPort(BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(StageMain.READY)) {
                return Integer.parseInt(line.substring(StageMain.READY.length()));
            }
        }
        throw new IOException("the measured process could not start; what it says is above");
    }

    public URI url() {
        return url;
    }

    public Database database() {
        return database;
    }

    /** The query side without the front door. */
    public URI querySide() {
        return URI.create("http://127.0.0.1:" + settings.get("query-side.port").orElseThrow());
    }

    /** {@code host:port}. */
    public String kafka() {
        return "127.0.0.1:" + settings.get("kafka.port").orElseThrow();
    }

    public Watched watched() {
        return watched;
    }

    /** Adds what a side takes of the stage: statements of this role, processor time, memory. */
    public Side watching(String role, Side side) {
        return window -> {
            var statements = statements(role);
            var processorTime = watched.processorSeconds();
            var own = Machine.ownSeconds();
            var machine = Machine.busySeconds();
            var sample = side.during(window);
            processorTime = watched.processorSeconds() - processorTime;
            var machineAfter = Machine.busySeconds();
            var elsewhere = machine == null || machineAfter == null ? null
                    : machineAfter - machine - processorTime - (Machine.ownSeconds() - own);
            return sample.costing(new Sample.Cost(statements(role) - statements, processorTime, elsewhere, watched.residentBytes()));
        };
    }

    private long statements(String role) throws SQLException {
        // the engine and the schedulers ask whether there is something to do, whatever readers ask
        return database.number("""
                SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
                 WHERE r.rolname = ?
                   AND s.query !~ 'query\\.(segment|instance|generation|dead_letter)|events\\.instance|READ_AFTER|scheduled_(tasks|imports)|token_entry|pg_snapshot'
                """, role);
    }

    /** Stops it in peace. */
    @Override
    public void close() {
        try {
            if (run.statements()) {
                sayStatements();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            endOf(process);
        }
    }

    private void sayStatements() throws SQLException {
        try (var connection = database.open(); var statement = connection.createStatement(); var rows = statement.executeQuery("""
                SELECT calls, total_plan_time / greatest(calls, 1), mean_exec_time, left(regexp_replace(query, '\\s+', ' ', 'g'), 160)
                  FROM pg_stat_statements ORDER BY total_plan_time + total_exec_time DESC LIMIT 12
                """)) {
            while (rows.next()) {
                run.say("  %,9d × %8.3f ms planned, %8.3f ms run  %s", rows.getLong(1), rows.getDouble(2), rows.getDouble(3), rows.getString(4));
            }
        }
    }

    private static void endOf(Process process) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
