package dev.lectern.command.relay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lectern.command.eventstore.EventNotifier;
import dev.lectern.command.messaging.KafkaProperties;
import dev.lectern.command.messaging.KafkaTopics;
import dev.lectern.command.messaging.WhichLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A relay in a process of its own, so that it can be killed and frozen for real. */
final class RelayProcess implements AutoCloseable {

    private final Process process;

    private RelayProcess(Process process) {
        this.process = process;
    }

    /** @param instance a name that makes it the successor of the last process with that name, or an empty one */
    static RelayProcess start(String jdbcUrl, String bootstrap, String instance) throws IOException {
        return new RelayProcess(new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RelayProcess.class.getName(), jdbcUrl, bootstrap, instance))
                .redirectErrorStream(true).redirectOutput(new File("target/relay-process.log")).start());
    }

    /** As a power cut does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    public static void main(String[] arguments) throws InterruptedException {
        var config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername("postgres");
        config.setMaximumPoolSize(2);
        var dataSource = new HikariDataSource(config);
        var kafka = new KafkaProperties(arguments[1], arguments[2].isEmpty() ? null : arguments[2], 3, (short) 1);
        var relay = new KafkaRelay(kafka, new KafkaTopics(kafka), dataSource, new WhichLog(dataSource), new EventNotifier(JdbcClient.create(dataSource)),
                Clock.systemUTC(), new SimpleMeterRegistry());
        relay.start();
        new CountDownLatch(1).await();
    }
}
