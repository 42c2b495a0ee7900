package dev.lectern.web;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What clients may take of the server.
 *
 * @param headerTime in which a request's head must come
 * @param bodyTime   for which the parts of a body may be waited for in all, besides what its length is worth
 * @param bodyRate   bytes of a body that are worth another second
 * @param maxBody    of a request that has no limit of its own
 */
@Validated
@ConfigurationProperties("lectern.clients")
public record ClientProperties(@DefaultValue("10s") @NotNull Duration headerTime, @DefaultValue("30s") @NotNull Duration bodyTime,
                        @DefaultValue("1KB") @NotNull DataSize bodyRate, @DefaultValue("2MB") @NotNull DataSize maxBody) {
}
