package dev.lectern.command.messaging;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param bootstrap         {@code host:port}, comma-separated
 * @param instance          this instance's name, which no other has: after a crash it takes its own place again at once,
 *                          where a nameless one waits until its predecessor's membership has timed out
 * @param partitions        of topics that don't exist yet
 * @param replicationFactor of topics that don't exist yet; -1 is the broker's default
 */
@Validated
@ConfigurationProperties("lectern.kafka")
public record KafkaProperties(@DefaultValue("localhost:9092") @NotBlank String bootstrap,
                              @Nullable String instance,
                              @DefaultValue("6") @Min(1) int partitions,
                              @DefaultValue("-1") short replicationFactor) {

    /** How long a consumer may be silent before its partitions go to another. */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    /** Settings of a consumer in a group that commits its offsets itself and sees committed messages only. */
    public Map<String, Object> consumer(String group) {
        var settings = new HashMap<String, Object>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG, group,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS));
        if (instance != null) {
            settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, group + "-" + instance);
        }
        return settings;
    }
}