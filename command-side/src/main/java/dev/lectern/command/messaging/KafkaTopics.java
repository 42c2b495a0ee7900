package dev.lectern.command.messaging;

import dev.lectern.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.stereotype.Component;

/** Creates the topics that don't exist. Those that do are left as their administrator made them. */
@Component
public class KafkaTopics {

    private static final String FOREVER = "-1";
    /** A section full of passages, or a book of many chapters, is larger than Kafka's usual megabyte. The NLP processor creates its topics alike. */
    public static final int LARGEST_MESSAGE_BYTES = 9 << 20;

    private final KafkaProperties kafka;
    private volatile boolean ensured;

    public KafkaTopics(KafkaProperties kafka) {
        this.kafka = kafka;
    }

    /** @throws IllegalStateException if Kafka can't be reached */
    public void ensure() {
        if (ensured) {
            return;
        }
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000))) {
            for (var creation : admin.createTopics(topics()).values().entrySet()) {
                try {
                    creation.getValue().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("could not create the topic " + creation.getKey(), e.getCause());
                    }
                }
            }
            ensured = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    private List<NewTopic> topics() {
        var topics = new ArrayList<NewTopic>();
        // the events are the truth: analytics may want the first one in ten years
        topics.add(topic(Topics.EVENTS, kafka.partitions()).configs(Map.of(
                TopicConfig.RETENTION_MS_CONFIG, FOREVER,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_MESSAGE_BYTES))));
        topics.add(topic(Topics.RELAY, 1).configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
        for (var name : List.of(Topics.NLP_REQUESTS, Topics.NLP_REQUESTS_URGENT, Topics.NLP_RESULTS)) {
            var large = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_MESSAGE_BYTES));
            topics.add(topic(name, kafka.partitions()).configs(large));
            topics.add(topic(Topics.deadLetters(name), 1).configs(large));
        }
        topics.add(topic(Topics.NLP_PROCESSORS, 1).configs(Map.of(
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(Topics.NLP_PROCESSORS_KEPT.toMillis()))));
        return topics;
    }

    private NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions),
                kafka.replicationFactor() < 1 ? Optional.empty() : Optional.of(kafka.replicationFactor()));
    }
}
