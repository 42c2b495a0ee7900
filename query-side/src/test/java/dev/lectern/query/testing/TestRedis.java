package dev.lectern.query.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.function.Function;
import redis.embedded.RedisServer;

/** A real Redis, and what can become of it. */
public final class TestRedis implements AutoCloseable {

    private final RedisServer server;
    private final String url;

    private TestRedis(RedisServer server, int port) {
        this.server = server;
        url = "redis://localhost:" + port;
    }

    /** @param settings as in its configuration file */
    public static TestRedis with(String... settings) {
        try {
            int port = freePort();
            var builder = RedisServer.newRedisServer().port(port).setting("save \"\"");
            for (var setting : settings) {
                builder.setting(setting);
            }
            var redis = new TestRedis(builder.build(), port);
            redis.start();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a service needs to use it, and to be patient with it on a busy machine. */
    public Map<String, String> properties() {
        return Map.of("lectern.redis.url", url, "lectern.redis.timeout", "1s");
    }

    public String url() {
        return url;
    }

    public void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks Redis itself. */
    public <T> T ask(Function<RedisCommands<String, String>, T> question) {
        var client = RedisClient.create(url);
        try (var connection = client.connect()) {
            return question.apply(connection.sync());
        } finally {
            client.shutdown();
        }
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
