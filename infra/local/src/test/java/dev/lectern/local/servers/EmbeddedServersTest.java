// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    @TempDir Path directory;

    @Test
    void what_was_stored_is_there_after_a_stop_and_after_a_kill() throws Exception {
        String cluster;
        try (var servers = ServersProcess.on(directory)) {
            try (var sql = owner(servers); var statement = sql.createStatement()) {
                statement.execute("CREATE TABLE kept (n int)");
                statement.execute("INSERT INTO kept VALUES (1)");
            }
            createTopic(servers);
            produce(servers, "before the stop");
            cluster = clusterId(servers);
        }
        try (var servers = ServersProcess.on(directory)) {
            try (var sql = owner(servers); var statement = sql.createStatement()) {
                statement.execute("INSERT INTO kept VALUES (2)");
            }
            produce(servers, "before the kill");
            assertThat(clusterId(servers)).isEqualTo(cluster);
            servers.kill();
        }
        try (var servers = ServersProcess.on(directory)) {
            try (var sql = owner(servers); var rows = sql.createStatement().executeQuery("SELECT count(*) FROM kept")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
            assertThat(consume(servers)).containsExactly("before the stop", "before the kill");
            assertThat(clusterId(servers)).isEqualTo(cluster);
            assertThat(RedisPing.answers(URI.create(servers.redis()))).isTrue();
        }
    }

    @Test
    void commits_reach_the_disk_and_nobody_gets_in_without_a_password() throws Exception {
        try (var servers = ServersProcess.on(directory)) {
            try (var sql = owner(servers)) {
                assertThat(setting(sql, "fsync")).isEqualTo("on");
                assertThat(setting(sql, "synchronous_commit")).isEqualTo("on");
                assertThat(setting(sql, "listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(setting(sql, "is_superuser")).isEqualTo("off");
            }
            assertThatThrownBy(() -> DriverManager.getConnection(servers.postgresUrl(), "postgres", "postgres"))
                    .isInstanceOf(SQLException.class).hasMessageContaining("password");
            var redis = URI.create(servers.redis());
            assertThat(RedisPing.answers(URI.create("redis://" + redis.getHost() + ":" + redis.getPort()))).isFalse();
        }
    }

    @Test
    void a_stop_leaves_no_process_behind() throws Exception {
        var servers = ServersProcess.on(directory);
        var children = List.of(Leftover.writtenIn(directory.resolve("postgresql/data/postmaster.pid"), "postgres"),
                Leftover.writtenIn(directory.resolve("redis/redis.pid"), "redis"));
        assertThat(children).allMatch(Optional::isPresent);
        servers.close();
        assertThat(servers.exitStatus()).isZero();
        for (var child : children) {
            assertThat(child.orElseThrow().process().onExit()).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void a_process_id_that_now_belongs_to_another_program_is_no_leftover() throws Exception {
        var pidFile = directory.resolve("redis.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
        assertThat(Leftover.writtenIn(pidFile, "redis")).isEmpty();
    }

    private static Connection owner(ServersProcess servers) throws SQLException {
        return DriverManager.getConnection(servers.postgresUrl(), PostgresConnection.OWNER, servers.ownerPassword());
    }

    private static String setting(Connection sql, String name) throws SQLException {
        try (var rows = sql.createStatement().executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void createTopic(ServersProcess servers) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers.kafka()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
        }
    }

    private static String clusterId(ServersProcess servers) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers.kafka()))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void produce(ServersProcess servers, String message) {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers.kafka(), "transactional.id", "test"),
                new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("kept", message));
            producer.commitTransaction();
        }
    }

    private static List<String> consume(ServersProcess servers) {
        var messages = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", servers.kafka(), "isolation.level", "read_committed"),
                new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition("kept", 0);
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            var limit = Instant.now().plusSeconds(20);
            while (messages.size() < 2 && Instant.now().isBefore(limit)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> messages.add(record.value()));
            }
        }
        return messages;
    }
}
