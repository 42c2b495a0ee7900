package dev.lectern.command.administration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Kafka;
import dev.lectern.command.Servers;
import dev.lectern.command.SmallEpub;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

class AdministrationTest {

    private static ConfigurableApplicationContext service;
    private static Client guest;
    private static Client administrator;

    @BeforeAll
    static void start() {
        service = Servers.startService();
        guest = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
        administrator = guest.withToken(guest.post("/api/v1/auth/login",
                "{\"email\":\"admin@lectern.local\",\"password\":\"correct horse battery staple\"}").json().get("accessToken").asString());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void an_administrator_sees_how_many_people_there_are() {
        var before = administrator.get("/api/v1/admin/users").json();
        guest.newReader();

        var after = administrator.get("/api/v1/admin/users").json();

        for (var figure : new String[] {"accounts", "newLastDay", "newLastWeek", "newLastMonth", "signedIn"}) {
            assertThat(after.get(figure).asLong()).as(figure).isEqualTo(before.get(figure).asLong() + 1);
        }
        assertThat(after.get("administrators").asLong()).isPositive().isEqualTo(before.get("administrators").asLong());
    }

    @Test
    void what_nobody_analyses_is_messages_in_the_queue_of_requests() {
        long before = requests();
        guest.newReader().upload(SmallEpub.titled("Waits", "A chapter. " + UUID.randomUUID()));

        Awaitility.await("the request to analyse it").atMost(Duration.ofSeconds(60)).until(() -> requests() > before);
    }

    private static long requests() {
        return topics().valueStream().filter(topic -> topic.get("topic").asString().startsWith("lectern.nlp.requests") && !topic.get("topic").asString().endsWith(".dlt"))
                .mapToLong(topic -> topic.get("messages").asLong()).sum();
    }

    private static JsonNode topics() {
        return administrator.get("/api/v1/admin/queues").json().get("topics");
    }

    @Test
    void each_group_tells_how_far_it_is_behind_and_others_groups_too() {
        Kafka.readUntil("lectern.events", found -> !found.isEmpty());
        var analytics = "analytics-" + UUID.randomUUID();
        try (var consumer = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.kafkaBootstrap(),
                ConsumerConfig.GROUP_ID_CONFIG, analytics), new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor("lectern.events").stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.commitSync(partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> new OffsetAndMetadata(0))));
        }

        var events = topics().valueStream().filter(topic -> topic.get("topic").asString().equals("lectern.events")).findFirst().orElseThrow();

        assertThat(events.get("groups").valueStream()).anySatisfy(group -> {
            assertThat(group.get("group").asString()).isEqualTo(analytics);
            assertThat(group.get("lag").asLong()).as("it has read nothing").isEqualTo(events.get("messages").asLong()).isPositive();
        });
    }

    @Test
    void background_work_is_counted_by_kind() {
        var work = administrator.get("/api/v1/admin/queues").json().get("work");

        assertThat(work.valueStream().map(task -> task.get("task").asString())).isNotEmpty();
        assertThat(work.valueStream()).allMatch(task -> task.get("due").asLong() >= 0 && task.get("later").asLong() + task.get("running").asLong() >= 0);
    }

    @Test
    void without_kafka_it_says_so() {
        try (var away = Servers.startService("lectern.kafka.bootstrap=localhost:1")) {
            var there = administrator.at(Integer.parseInt(away.getEnvironment().getRequiredProperty("local.server.port")));
            var answer = there.get("/api/v1/admin/queues");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().get("type").asString()).isEqualTo("https://lectern.dev/problems/kafka-away");
            assertThat(there.get("/api/v1/admin/users").status()).isEqualTo(200);
        }
    }
}
