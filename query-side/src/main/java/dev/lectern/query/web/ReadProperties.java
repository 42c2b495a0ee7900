package dev.lectern.query.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How reads behave.
 *
 * @param maxWait how long a read waits for the position in {@code Lectern-Min-Position}
 */
@Validated
@ConfigurationProperties("lectern.read")
record ReadProperties(@DefaultValue("2s") Duration maxWait) {
}
