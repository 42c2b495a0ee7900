package dev.lectern.query.projection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the projections follow the log.
 *
 * @param batchSize  events folded in one transaction at the most
 * @param segments   into how many parts a new generation's keys are divided; more than one helps where several
 *                   instances or cores follow one projection
 * @param pollActive how often the log is read without a notification, shortly after something came
 * @param pollIdle   the same after a quiet while
 * @param rowsInMemory of a generation that catches up, before they are left to its table
 * @param courtesy   how many times as long as it worked whoever catches up waits while readers ask; 0 for no regard
 * @param claim      how long a segment stays with an instance that no longer shows signs of life
 */
@Validated
@ConfigurationProperties("lectern.projections")
record ProjectionProperties(@DefaultValue("500") @Min(1) @Max(10_000) int batchSize,
                            @DefaultValue("1") @Min(1) @Max(64) int segments,
                            @DefaultValue("100000") @Min(1) int rowsInMemory,
                            @DefaultValue("24") @Min(0) @Max(100) int courtesy,
                            @DefaultValue("50ms") Duration pollActive,
                            @DefaultValue("250ms") Duration pollIdle,
                            @DefaultValue("10s") Duration claim) {
}
