package dev.lectern.query.cache;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Redis is.
 *
 * @param url     {@code redis://[user:password@]host:port[/database]}, or {@code off}
 * @param timeout how long an answer waits for Redis before it is made without
 */
@Validated
@ConfigurationProperties("lectern.redis")
record RedisProperties(@DefaultValue("redis://localhost:6379") @NotBlank String url,
                       @DefaultValue("100ms") Duration timeout) {

    boolean isOff() {
        return url.equals("off");
    }
}
