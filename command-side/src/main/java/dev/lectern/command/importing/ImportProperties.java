package dev.lectern.command.importing;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param time how long one book may be read, before it is given up and the next one's turn */
@Validated
@ConfigurationProperties("lectern.import")
record ImportProperties(@DefaultValue("5m") @DurationMin(nanos = 1) Duration time) {
}
