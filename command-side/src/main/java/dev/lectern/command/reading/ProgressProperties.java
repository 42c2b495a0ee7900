package dev.lectern.command.reading;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param burst   above how many places a second one reading's are gathered before they are written
 * @param gather  for how long at the most
 */
@Validated
@ConfigurationProperties("lectern.progress")
record ProgressProperties(@DefaultValue("10") @Min(1) int burst, @DefaultValue("1s") @DurationMin Duration gather) {
}
