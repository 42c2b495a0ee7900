// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.servers;

import dev.lectern.local.home.DataDirectory;
import dev.lectern.local.home.Ports;
import dev.lectern.local.home.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The three embedded servers in a JVM of their own that can be killed; ends when its standard input does. */
final class ServersProcess implements AutoCloseable {

    private final Process process;
    private final List<String> addresses;

    private ServersProcess(Process process, List<String> addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    /** In the child: prints one line with the addresses. */
    public static void main(String[] arguments) throws IOException {
        try (var home = DataDirectory.open(Path.of(arguments[0]))) {
            var settings = Settings.in(home);
            var ports = new Ports(settings);
            try (var postgres = EmbeddedPostgres.start(home, settings, ports);
                    var redis = EmbeddedRedis.start(home, settings, ports);
                    var kafka = EmbeddedKafka.start(home, ports)) {
                System.out.println(String.join(" ", "ready", postgres.connection().url(),
                        postgres.connection().password(PostgresConnection.OWNER), kafka.bootstrap(), redis.url().toString()));
                System.in.read();
            }
        }
    }

    static ServersProcess on(Path directory) throws IOException {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"), ServersProcess.class.getName(),
                directory.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var lines = process.inputReader();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("ready ")) {
                return new ServersProcess(process, List.of(line.split(" ")));
            }
        }
        throw new IOException("the servers did not start");
    }

    String postgresUrl() {
        return addresses.get(1);
    }

    String ownerPassword() {
        return addresses.get(2);
    }

    String kafka() {
        return addresses.get(3);
    }

    String redis() {
        return addresses.get(4);
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    int exitStatus() {
        return process.exitValue();
    }
}
