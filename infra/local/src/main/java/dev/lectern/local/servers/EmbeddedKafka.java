// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.servers;

import dev.lectern.local.home.DataDirectory;
import dev.lectern.local.home.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.springframework.util.FileSystemUtils;

/** One Kafka broker and controller inside this JVM, on loopback ports, sized for a laptop. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    public static EmbeddedKafka start(DataDirectory home, Ports ports) {
        var log = formatted(home.directory("kafka"));
        var port = ports.of("kafka");
        var server = new KafkaRaftServer(new KafkaConfig(properties(log, port, ports.of("kafka-controller"))), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, port);
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Path formatted(Path directory) {
        var log = directory.resolve("log");
        if (Files.exists(log)) {
            return log;
        }
        // a name of its own until it is complete, so that a kill in the middle is as if it had not begun
        var unfinished = directory.resolve("unfinished");
        try {
            FileSystemUtils.deleteRecursively(unfinished);
            new Formatter().setClusterId(Uuid.randomUuid().toString()).setNodeId(NODE).addDirectory(unfinished.toString())
                    .setMetadataLogDirectory(unfinished.toString()).setControllerListenerName("CONTROLLER")
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream())).run();
            return Files.move(unfinished, log, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's directory " + directory + " could not be formatted", e);
        }
    }

    private static Map<String, String> properties(Path log, int port, int controllerPort) {
        var broker = "PLAINTEXT://127.0.0.1:" + port;
        var properties = new HashMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE));
        properties.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", broker + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", broker);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("log.dirs", log.toString());
        properties.put("auto.create.topics.enable", "false");

        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        for (var topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "4");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // a transaction of a killed process holds back read_committed consumers until it times out or its producer returns
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "2000");

        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("num.recovery.threads.per.data.dir", "2");
        properties.put("log.cleaner.dedupe.buffer.size", "8388608");
        properties.put("log.segment.bytes", "134217728");
        properties.put("log.index.size.max.bytes", "2097152");
        properties.put("controlled.shutdown.enable", "false");
        // after any end, for its controller takes the broker before it for alive for so long; the default is 9 s
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        return properties;
    }
}
