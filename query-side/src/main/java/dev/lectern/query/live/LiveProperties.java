package dev.lectern.query.live;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How event streams behave.
 *
 * @param heartbeat how long a stream is silent at the most
 * @param kept      events, of all readers, that are kept for those who resume
 * @param buffer    events that wait for one slow client before it is cut off
 * @param perReader streams that one reader may have open on an instance
 */
@Validated
@ConfigurationProperties("lectern.events")
record LiveProperties(@DefaultValue("15s") Duration heartbeat, @DefaultValue("10000") @Min(1) int kept,
                      @DefaultValue("256") @Min(1) int buffer, @DefaultValue("20") @Min(1) int perReader) {
}
