package dev.lectern.query.cache;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connection to Redis, and how it is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RedisProperties.class, CacheProperties.class})
class CacheConfiguration {

    @Bean
    Redis redis(RedisProperties properties) {
        return new Redis(properties);
    }

    /** Redis away is degraded, not down: everything works, only slower. */
    @Bean
    HealthIndicator redisHealthIndicator(Redis redis) {
        return () -> {
            if (redis.isOff()) {
                return Health.up().withDetail("cache", "off").build();
            }
            try {
                redis.ping();
                return Health.up().build();
            } catch (Exception e) {
                return Health.status(new Status("DEGRADED"))
                        .withDetail("reason", "Redis doesn't answer: answers are made without a cache").build();
            }
        };
    }
}
