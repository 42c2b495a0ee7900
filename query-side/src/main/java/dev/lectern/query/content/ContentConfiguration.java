package dev.lectern.query.content;

import dev.lectern.contracts.content.ContentStore;
import dev.lectern.contracts.content.DirectoryContentStore;
import java.nio.file.Files;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The content store, and whether it can be read. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContentProperties.class)
class ContentConfiguration {

    @Bean
    ContentStore contentStore(ContentProperties properties) {
        return new DirectoryContentStore(properties.directory());
    }

    /** An absent directory is an empty store: the command side makes it with the first upload. */
    @Bean
    HealthIndicator contentHealthIndicator(ContentProperties properties) {
        return () -> Files.notExists(properties.directory()) || Files.isReadable(properties.directory())
                ? Health.up().build()
                : Health.down().withDetail("reason", "the content directory can't be read").build();
    }
}
