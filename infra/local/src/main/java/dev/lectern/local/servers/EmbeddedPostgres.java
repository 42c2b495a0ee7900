// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.servers;

import dev.lectern.local.home.DataDirectory;
import dev.lectern.local.home.Ports;
import dev.lectern.local.home.PrivateFile;
import dev.lectern.local.home.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL on a loopback port, durable, with a password for every role. Stops, before it starts, what a killed run left behind. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";

    private final Path software;
    private final Path cluster;
    private final Unprivileged unprivileged;
    private final PostgresConnection connection;

    private EmbeddedPostgres(Path software, Path cluster, Unprivileged unprivileged, PostgresConnection connection) {
        this.software = software;
        this.cluster = cluster;
        this.unprivileged = unprivileged;
        this.connection = connection;
    }

    public static EmbeddedPostgres start(DataDirectory home, Settings settings, Ports ports) {
        var directory = home.directory("postgresql");
        var unprivileged = Unprivileged.find();
        var software = PostgresSoftware.unpackedIn(home.directory("software"));
        var cluster = directory.resolve("data");
        stopLeftover(software, cluster, unprivileged);
        var connection = new PostgresConnection("127.0.0.1", ports.of("postgres"), settings);
        var postgres = new EmbeddedPostgres(software, cluster, unprivileged, connection);
        try {
            postgres.create(settings.password(SUPERUSER));
            postgres.configure(home.logs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres.launch(home.logs());
        connection.prepare();
        return postgres;
    }

    public PostgresConnection connection() {
        return connection;
    }

    /** Ends open sessions and writes a checkpoint. */
    @Override
    public void close() {
        control(software, cluster, unprivileged, "stop", "-m", "fast", "-w", "-t", "60").runOrThrow();
    }

    private void create(String password) throws IOException {
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            unprivileged.own(cluster);
            return;
        }
        // a name of its own until it is complete, so that a kill in the middle is as if it had not begun
        var unfinished = cluster.resolveSibling("unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectory(unfinished);
        var passwordFile = cluster.resolveSibling("password");
        PrivateFile.write(passwordFile, password);
        try {
            unprivileged.own(unfinished);
            unprivileged.own(passwordFile);
            Command.of(unprivileged.prefix(), software.resolve("bin/initdb"), "-D", unfinished, "-U", SUPERUSER,
                    "--auth=scram-sha-256", "--pwfile=" + passwordFile, "--encoding=UTF8", "--locale=C",
                    "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions").runOrThrow();
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(unfinished, cluster);
    }

    private void configure(Path logs) throws IOException {
        var text = """
                # Written at every start; what you change here is lost. Use ALTER SYSTEM instead.
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                max_connections = 100
                shared_buffers = 96MB
                max_wal_size = 512MB
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                logging_collector = on
                log_directory = '%s'
                log_filename = 'postgresql-%%a.log'
                log_rotation_age = 1d
                log_truncate_on_rotation = on
                """.formatted(connection.host(), connection.port(), logs.toString().replace("'", "''"));
        PrivateFile.write(cluster.resolve("postgresql.conf"), text);
        unprivileged.own(cluster.resolve("postgresql.conf"));
        if (unprivileged.ownsFilesAsNobody()) {
            unprivileged.own(logs);
        }
    }

    private void launch(Path logs) {
        // pg_ctl makes it a session of its own: a Ctrl-C for Lectern is no signal for PostgreSQL
        var outcome = control(software, cluster, unprivileged,
                "start", "-w", "-t", "120", "-l", logs.resolve("postgresql-start.log").toString()).run();
        if (!outcome.succeeded()) {
            throw new IllegalStateException("PostgreSQL did not start; see " + logs + " (" + outcome.output() + ")");
        }
    }

    private static void stopLeftover(Path software, Path cluster, Unprivileged unprivileged) {
        var pidFile = cluster.resolve("postmaster.pid");
        var leftover = Leftover.writtenIn(pidFile, "postgres");
        if (leftover.isPresent()) {
            control(software, cluster, unprivileged, "stop", "-m", "fast", "-w", "-t", "60").run();
            leftover.get().end();
        }
        try {
            // after a reboot the id in it may be another program's, which PostgreSQL would take for its own
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Command control(Path software, Path cluster, Unprivileged unprivileged, String... words) {
        var command = Command.of(unprivileged.prefix(), software.resolve("bin/pg_ctl"), "-D", cluster, "-s");
        return Command.of(command.line(), (Object[]) words);
    }
}
