package dev.lectern.query.projection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lectern.query.testing.TestPostgres;
import dev.lectern.query.testing.TestPostgres.Database;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The engine in a process of its own, folding the tally, so that it can be killed for real. */
final class EngineProcess implements AutoCloseable {

    private final Process process;

    private EngineProcess(Process process) {
        this.process = process;
    }

    static EngineProcess start(Database database) throws IOException {
        return new EngineProcess(new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EngineProcess.class.getName(), database.url()))
                .redirectErrorStream(true).redirectOutput(new File("target/engine-process.log")).start());
    }

    /** As a power cut does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    public static void main(String[] arguments) throws InterruptedException {
        var config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(TestPostgres.SERVICE);
        config.setPassword("secret");
        config.setMaximumPoolSize(12);
        var properties = new ProjectionProperties(500, 1, 100_000, 2, Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofSeconds(2));
        new EngineParts(new HikariDataSource(config), properties, Duration.ofHours(24), List.of(), List.of(new Tally()))
                .coordinator().start();
        new CountDownLatch(1).await();
    }
}
