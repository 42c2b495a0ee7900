package dev.lectern.command.administration;

import dev.lectern.command.messaging.KafkaProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/** How far consumers are behind, asked of Kafka itself: so that others' groups on the events are among them too. */
@Component
class KafkaLag {

    private static final String OURS = "lectern.";
    private static final int PATIENCE_MS = 5_000;

    /**
     * A topic of ours.
     *
     * @param messages that it holds, with the marks of transactions, so about
     */
    @Schema(name = "QueuedTopic")
    record Topic(String topic, long messages, List<Group> groups) {
    }

    /** @param lag messages between what the group has committed and the topic's end, with the marks of transactions, so about */
    @Schema(name = "QueuedGroup")
    record Group(String group, long lag) {
    }

    /** Kafka doesn't answer. */
    static final class AwayException extends Exception {
        AwayException(Throwable cause) {
            super("Kafka doesn't answer", cause);
        }
    }

    private final KafkaProperties kafka;

    KafkaLag(KafkaProperties kafka) {
        this.kafka = kafka;
    }

    List<Topic> measured() throws AwayException {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS))) {
            var partitions = partitions(admin);
            var ends = offsets(admin, partitions, OffsetSpec.latest());
            var beginnings = offsets(admin, partitions, OffsetSpec.earliest());
            var committed = committed(admin);
            return partitions.stream().map(TopicPartition::topic).distinct().sorted()
                    .map(topic -> topic(topic, ends, beginnings, committed)).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwayException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AwayException(e);
        }
    }

    private static Set<TopicPartition> partitions(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        var names = now(admin.listTopics().names()).stream().filter(name -> name.startsWith(OURS)).toList();
        return now(admin.describeTopics(names).allTopicNames()).values().stream().flatMap(KafkaLag::partitionsOf).collect(Collectors.toSet());
    }

    private static Stream<TopicPartition> partitionsOf(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        var asked = partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> which));
        var offsets = new HashMap<TopicPartition, Long>();
        now(admin.listOffsets(asked).all()).forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private static Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        var groups = now(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
                .collect(Collectors.toMap(GroupListing::groupId, _ -> new ListConsumerGroupOffsetsSpec(), (one, _) -> one));
        return groups.isEmpty() ? Map.of() : now(admin.listConsumerGroupOffsets(groups).all());
    }

    private static Topic topic(String topic, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> beginnings,
                               Map<String, Map<TopicPartition, OffsetAndMetadata>> committed) {
        var groups = new ArrayList<Group>();
        committed.forEach((group, offsets) -> {
            var behind = offsets.entrySet().stream().filter(offset -> offset.getKey().topic().equals(topic) && offset.getValue() != null)
                    .mapToLong(offset -> Math.max(0, ends.getOrDefault(offset.getKey(), 0L) - offset.getValue().offset())).summaryStatistics();
            if (behind.getCount() > 0) {
                groups.add(new Group(group, behind.getSum()));
            }
        });
        groups.sort(Comparator.comparing(Group::group));
        long messages = ends.entrySet().stream().filter(end -> end.getKey().topic().equals(topic))
                .mapToLong(end -> end.getValue() - beginnings.getOrDefault(end.getKey(), 0L)).sum();
        return new Topic(topic, messages, List.copyOf(groups));
    }

    private static <T> T now(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }
}
