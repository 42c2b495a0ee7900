package dev.lectern.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** Another query side beside the one in the whole, as on real servers: it shares databases, cache and the work on projections. */
final class SecondQuerySide implements AutoCloseable {

    private final Process process;
    private final URI url;

    private SecondQuerySide(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Returns when it is ready. */
    static SecondQuerySide beside(Path data, Properties settings, int port) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var builder = new ProcessBuilder(java, "-Xmx192m", "-XX:+UseSerialGC", "-jar", jar().toString())
                .redirectErrorStream(true).redirectOutput(data.resolve("logs/second-query-side.log").toFile());
        builder.environment().putAll(Map.of(
                "LECTERN_QUERY_PORT", Integer.toString(port),
                "LECTERN_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:" + settings.getProperty("postgres.port") + "/lectern",
                "LECTERN_POSTGRES_USER", "lectern_query",
                "LECTERN_POSTGRES_PASSWORD", settings.getProperty("lectern_query.password"),
                "LECTERN_POSTGRES_OWNER_USER", "lectern_owner",
                "LECTERN_POSTGRES_OWNER_PASSWORD", settings.getProperty("lectern_owner.password"),
                "LECTERN_REDIS_URL", "redis://:" + settings.getProperty("redis.password") + "@127.0.0.1:" + settings.getProperty("redis.port"),
                "LECTERN_CONTENT_DIRECTORY", data.resolve("content").toString(),
                "LECTERN_ISSUER_JWKS_URL", "http://127.0.0.1:" + settings.getProperty("command-side.port") + "/.well-known/jwks.json"));
        var querySide = new SecondQuerySide(builder.start(), URI.create("http://127.0.0.1:" + port));
        try {
            querySide.awaitReady();
            return querySide;
        } catch (RuntimeException e) {
            querySide.close();
            throw e;
        }
    }

    private void awaitReady() {
        var nobody = Api.nobody(url);
        await("second query side").atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(IOException.class).until(() -> nobody.get("/readyz").status() == 200);
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static Path jar() throws IOException {
        try (var files = Files.list(Lectern.project().resolve("query-side/target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar")).findFirst().orElseThrow();
        }
    }
}
