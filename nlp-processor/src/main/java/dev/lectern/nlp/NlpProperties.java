package dev.lectern.nlp;

import dev.lectern.nlp.extract.Mode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configuration of the NLP processor.
 *
 * @param bootstrap   Kafka servers, {@code host:port,…}
 * @param instance    names this process among others; the same after a restart, so that its open transaction is ended at once
 * @param mode        how chapters are analysed
 * @param workers     most chapters analysed at the same time; 0: as many as there are cores
 * @param partitions  of topics that don't exist yet
 * @param replication of topics that don't exist yet; −1: the broker's default
 * @param limit       longest time for one chapter
 * @param nice        whether what else the machine does goes first (Linux)
 */
@Validated
@ConfigurationProperties("lectern.nlp")
public record NlpProperties(
        @NotBlank @DefaultValue("localhost:9092") String bootstrap,
        @NotBlank @DefaultValue("local") String instance,
        @NotNull @DefaultValue("adaptive") Mode mode,
        @Min(0) @Max(64) @DefaultValue("0") int workers,
        @Min(1) @DefaultValue("6") int partitions,
        @Min(-1) @DefaultValue("-1") short replication,
        @NotNull @DefaultValue("30s") Duration limit,
        @DefaultValue("false") boolean nice) {

    public int workersOrCores() {
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }
}
