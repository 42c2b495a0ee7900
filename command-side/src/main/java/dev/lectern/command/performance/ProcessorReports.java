package dev.lectern.command.performance;

import dev.lectern.command.messaging.KafkaLoop;
import dev.lectern.command.messaging.KafkaProperties;
import dev.lectern.command.messaging.KafkaTopics;
import dev.lectern.command.messaging.WhichLog;
import dev.lectern.contracts.Topics;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.performance.InstanceFigures;
import dev.lectern.contracts.performance.Instances;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Passes on what NLP processors say of themselves: they have Kafka and no database. Only what they say from now on matters, so no
 * offset is kept. Each log has a group of its own: two that share a Kafka share its processors.
 */
@Component
class ProcessorReports extends KafkaLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorReports.class);
    private static final String SERVICE = "nlp-processor";
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaProperties kafka;
    private final WhichLog whichLog;
    private final DataSource database;
    private final Clock clock;

    ProcessorReports(KafkaProperties kafka, KafkaTopics topics, WhichLog whichLog, DataSource database, Clock clock) {
        super("processor-reports", topics);
        this.kafka = kafka;
        this.whichLog = whichLog;
        this.database = database;
        this.clock = clock;
    }

    @Override
    protected void session() {
        try (var consumer = consumer()) {
            consumer.subscribe(List.of(Topics.NLP_PROCESSORS));
            while (isRunning()) {
                var reports = consumer.poll(POLL);
                if (!reports.isEmpty()) {
                    try (var connection = database.getConnection()) {
                        for (var report : reports) {
                            pass(report, connection);
                        }
                    } catch (SQLException e) {
                        throw new IllegalStateException("what processors say can't be passed on: " + e.getMessage(), e);
                    }
                }
                healthy();
            }
        }
    }

    private void pass(ConsumerRecord<String, byte[]> report, Connection connection) throws SQLException {
        try {
            var instance = required(report.key());
            if (report.value() == null) {
                Instances.leave(connection, SERVICE, instance);
            } else {
                Instances.tell(connection, SERVICE, instance, figures(report.value()),
                        Duration.between(Instant.ofEpochMilli(report.timestamp()), clock.instant()));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.warn("a message on {} is not understood and passed over: {}", report.topic(), e.getMessage());
        }
    }

    private static InstanceFigures figures(byte[] report) {
        var figures = required(LecternJson.MAPPER.readValue(report, InstanceFigures.class));
        required(figures.startedAt());
        required(figures.routes());
        required(figures.pools());
        required(figures.memory());
        required(figures.analysis());
        return figures;
    }

    private static <T> T required(@Nullable T part) {
        if (part == null) {
            throw new IllegalArgumentException("a processor says its name, its start, its memory and what it has analysed");
        }
        return part;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        var settings = kafka.consumer("lectern-processors-" + whichLog.identity().id());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
