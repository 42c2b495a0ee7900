package dev.lectern.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The whole as a person starts it: the script {@code lectern}, in a process of its own. */
final class Lectern implements AutoCloseable {

    static final String ADMINISTRATOR = "admin@lectern.local";
    static final String PASSWORD = "a password for the tests";

    private final Path data;
    private final int port;
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment;
    private Process process;

    private Lectern(Path data, int port, Map<String, String> environment) {
        this.data = data;
        this.port = port;
        this.environment = environment;
    }

    /** Returns when it is ready. */
    static Lectern up(Path data) throws IOException {
        return up(data, Map.of());
    }

    /** With environment variables of its own. */
    static Lectern up(Path data, Map<String, String> environment) throws IOException {
        var lectern = new Lectern(data, freePort(), environment);
        lectern.start();
        return lectern;
    }

    /** Again, on the same data and port, after {@link #kill()} or {@link #stop()}. */
    void start() throws IOException {
        var up = script("up", "--data", data.toString(), "--port", Integer.toString(port)).redirectErrorStream(true);
        up.environment().putAll(environment);
        process = up.start();
        var seen = new ArrayList<String>();
        var output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            seen.add(line);
            if (line.startsWith("Lectern is ready")) {
                Thread.ofVirtual().start(() -> readOn(output));
                return;
            }
        }
        throw new IOException("Lectern did not start: " + String.join("\n", seen) + "\n" + lastOfLog());
    }

    private void readOn(BufferedReader output) {
        try {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                shown.add(line);
            }
        } catch (IOException killed) {
            // which closes the pipe
        }
    }

    /** What it has written since it was ready. */
    List<String> shown() {
        return List.copyOf(shown);
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** A service's own address, without the front door. */
    URI service(String name) throws IOException {
        return URI.create("http://127.0.0.1:" + settings().getProperty(name + ".port"));
    }

    /** All that it has logged. */
    String log() throws IOException {
        return Files.readString(data.resolve("logs/lectern.log"));
    }

    String kafka() throws IOException {
        return "127.0.0.1:" + settings().getProperty("kafka.port");
    }

    /** The database of the event log and the read models, with all rights. */
    Connection database() throws IOException, SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + settings().getProperty("postgres.port") + "/lectern", "postgres",
                settings().getProperty("postgres.password"));
    }

    SecondQuerySide withSecondQuerySide() throws IOException {
        return SecondQuerySide.beside(data, settings(), freePort());
    }

    private Properties settings() throws IOException {
        var settings = new Properties();
        settings.load(new StringReader(Files.readString(data.resolve("settings.properties"))));
        return settings;
    }

    Api asAdministrator() throws IOException {
        return Api.signedIn(url(), ADMINISTRATOR, PASSWORD);
    }

    /** As {@code kill -9} does it. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** As Ctrl-C does it; the exit status. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
        }
        return process.exitValue();
    }

    void killRedis() throws IOException {
        var redis = redis().orElseThrow();
        redis.destroyForcibly();
        redis.onExit().join();
    }

    /** As Lectern itself started it. */
    void restartRedis() throws IOException, InterruptedException {
        var directory = data.resolve("redis");
        try (var files = Files.list(directory)) {
            var program = files.filter(file -> file.getFileName().toString().startsWith("redis-server")).findFirst().orElseThrow();
            var started = new ProcessBuilder(program.toString(), directory.resolve("redis.conf").toString()).start();
            assertThat(started.waitFor()).isZero();
        }
        // it goes into the background first, and writes who it is when it listens
        await("Redis").ignoreExceptions().pollInterval(Duration.ofMillis(20)).until(() -> redis().isPresent());
    }

    private Optional<ProcessHandle> redis() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readString(data.resolve("redis/redis.pid")).strip()));
    }

    /** Another command, on this data directory. */
    Finished run(String... words) throws IOException, InterruptedException {
        return run(Map.of(), words);
    }

    /** With environment variables of its own. */
    Finished run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--data", data.toString()));
        var script = script(line.toArray(String[]::new)).redirectErrorStream(true);
        script.environment().putAll(environment);
        var command = script.start();
        try (BufferedReader output = command.inputReader()) {
            var text = String.join("\n", output.lines().toList());
            return new Finished(command.waitFor(), text);
        }
    }

    record Finished(int status, String output) {}

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    private static ProcessBuilder script(String... words) {
        var line = new ArrayList<>(List.of(project().resolve("lectern").toString()));
        line.addAll(List.of(words));
        var builder = new ProcessBuilder(line);
        builder.environment().putAll(Map.of("LECTERN_BUILD", "never", "LECTERN_ADMIN_PASSWORD", PASSWORD));
        return builder;
    }

    /** Where the script is: the nearest directory above that has it. */
    static Path project() {
        var directory = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(directory.resolve("lectern"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    private String lastOfLog() throws IOException {
        var log = data.resolve("logs/lectern.log");
        if (!Files.exists(log)) {
            return "(no log)";
        }
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
