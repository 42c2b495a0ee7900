// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.servers;

import dev.lectern.local.home.DataDirectory;
import dev.lectern.local.home.Ports;
import dev.lectern.local.home.PrivateFile;
import dev.lectern.local.home.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import redis.embedded.core.ExecutableProvider;

/** Redis on a loopback port with a password and a small memory. Keeps nothing: what it holds can be computed again. */
public final class EmbeddedRedis implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final Path pidFile;
    private final URI url;

    private EmbeddedRedis(Path pidFile, URI url) {
        this.pidFile = pidFile;
        this.url = url;
    }

    public static EmbeddedRedis start(DataDirectory home, Settings settings, Ports ports) {
        var directory = home.directory("redis");
        var pidFile = directory.resolve("redis.pid");
        Leftover.writtenIn(pidFile, "redis").ifPresent(Leftover::end);
        var port = ports.of("redis");
        var password = settings.password("redis");
        try {
            var program = ExecutableProvider.newJarResourceProvider(directory.toFile()).get();
            var configuration = directory.resolve("redis.conf");
            PrivateFile.write(configuration, """
                    # Written at every start.
                    bind 127.0.0.1
                    port %d
                    requirepass %s
                    maxmemory 128mb
                    maxmemory-policy allkeys-lru
                    save ""
                    appendonly no
                    # a session of its own: a Ctrl-C for Lectern is no signal for Redis
                    daemonize yes
                    pidfile "%s"
                    dir "%s"
                    logfile "%s"
                    """.formatted(port, password, pidFile, directory, home.logs().resolve("redis.log")));
            new Command(List.of(program.toString(), configuration.toString())).runOrThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var redis = new EmbeddedRedis(pidFile, URI.create("redis://:" + password + "@127.0.0.1:" + port));
        redis.awaitAnswer(home.logs());
        return redis;
    }

    /** {@code redis://:password@host:port}. */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        Leftover.writtenIn(pidFile, "redis").ifPresent(Leftover::end);
    }

    private void awaitAnswer(Path logs) {
        var limit = Instant.now().plus(START_LIMIT);
        while (!RedisPing.answers(url)) {
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException("Redis did not start; see " + logs.resolve("redis.log"));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
