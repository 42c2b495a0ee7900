package dev.lectern.command.messaging;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param bootstrap         {@code host:port}, comma-separated
 * @param partitions        of topics that don't exist yet
 * @param replicationFactor of topics that don't exist yet; -1 is the broker's default
 */
@Validated
@ConfigurationProperties("lectern.kafka")
public record KafkaProperties(@DefaultValue("localhost:9092") @NotBlank String bootstrap,
                              @DefaultValue("6") @Min(1) int partitions,
                              @DefaultValue("-1") short replicationFactor) {
}
