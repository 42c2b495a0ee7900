package dev.lectern.command.analysis;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A group that has read nothing yet begins where that of earlier releases stopped, which all logs had in common. */
final class EarlierOffsets implements ConsumerRebalanceListener {

    private static final String EARLIER_GROUP = "lectern-command";

    private final String bootstrap;
    private final Consumer<?, ?> consumer;

    EarlierOffsets(String bootstrap, Consumer<?, ?> consumer) {
        this.bootstrap = bootstrap;
        this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        var committed = consumer.committed(Set.copyOf(assigned));
        var unread = assigned.stream().filter(partition -> committed.get(partition) == null).toList();
        if (!unread.isEmpty()) {
            var earlier = earlier();
            for (var partition : unread) {
                var offset = earlier.get(partition);
                if (offset != null) {
                    consumer.seek(partition, offset);
                }
            }
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> earlier() {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            return admin.listConsumerGroupOffsets(EARLIER_GROUP).partitionsToOffsetAndMetadata().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka doesn't say how far results were read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking how far results were read", e);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        // offsets are committed after each batch
    }
}
