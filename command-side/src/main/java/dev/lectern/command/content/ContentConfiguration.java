package dev.lectern.command.content;

import dev.lectern.contracts.content.ContentStore;
import dev.lectern.contracts.content.DirectoryContentStore;
import java.nio.file.Files;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The content store, and whether it can be written. */
@Configuration(proxyBeanMethods = false)
class ContentConfiguration {

    @Bean
    ContentStore contentStore(ContentProperties content) {
        return new DirectoryContentStore(content.directory());
    }

    @Bean
    HealthIndicator contentStoreHealthIndicator(ContentProperties content, ContentStore store) {
        return () -> {
            try {
                var probe = Files.createTempFile(store.incoming(), "health", "");
                Files.delete(probe);
                return Health.up().build();
            } catch (java.io.IOException e) {
                return Health.down().withDetail("directory", content.directory().toAbsolutePath().toString())
                        .withDetail("reason", e.toString()).build();
            }
        };
    }
}
