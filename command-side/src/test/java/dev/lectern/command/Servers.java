package dev.lectern.command;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real PostgreSQL and a real Kafka, started once for all tests of the module, and the service on them. */
public final class Servers {

    private static final EmbeddedPostgres POSTGRES = startPostgres();
    private static final EmbeddedKafkaKraftBroker KAFKA = startKafka();

    private Servers() {
    }

    private static EmbeddedPostgres startPostgres() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "300").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a service on a log of its own: Kafka knows how far one log was told, and to a second log that is a lie. */
    public static EmbeddedKafkaKraftBroker startKafka() {
        var kafka = new EmbeddedKafkaKraftBroker(1, 1);
        kafka.brokerProperty("transaction.state.log.replication.factor", "1");
        kafka.brokerProperty("transaction.state.log.min.isr", "1");
        kafka.brokerProperty("group.initial.rebalance.delay.ms", "0");
        kafka.afterPropertiesSet();
        return kafka;
    }

    public static EmbeddedPostgres postgres() {
        return POSTGRES;
    }

    public static String kafkaBootstrap() {
        return KAFKA.getBrokersAsString();
    }

    /** The whole service on a fresh port, with the database and topics that all tests share. */
    public static ConfigurableApplicationContext startService(String... properties) {
        return CommandSideApplication.builder()
                .properties("LECTERN_COMMAND_PORT=0",
                        "lectern.postgres.url=" + POSTGRES.getJdbcUrl("postgres", "postgres"),
                        "lectern.postgres.user=postgres",
                        "lectern.kafka.bootstrap=" + kafkaBootstrap(),
                        "lectern.content.directory=" + temporaryDirectory(),
                        "lectern.limits.enabled=false",
                        "lectern.admin.password=correct horse battery staple")
                .properties(properties)
                .run();
    }

    public static Path temporaryDirectory() {
        try {
            var directory = Files.createTempDirectory(Path.of("target"), "test-");
            return directory.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
