package dev.lectern.command.content;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.lectern.contracts.content.ContentStore;
import dev.lectern.contracts.content.DirectoryContentStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The content store, and whether it can be written. */
@Configuration(proxyBeanMethods = false)
class ContentConfiguration {

    /** No upload and no import goes on for so long. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    @Bean
    ContentStore contentStore(ContentProperties content) {
        return new DirectoryContentStore(content.directory());
    }

    @Bean
    RecurringTask<Void> sweepIncoming(ContentStore store, Clock clock) {
        return Tasks.recurring("sweep-incoming", FixedDelay.of(Duration.ofHours(6))).execute((_, _) -> {
            try {
                store.sweep(clock.instant().minus(ABANDONED));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Bean
    HealthIndicator contentStoreHealthIndicator(ContentProperties content, ContentStore store) {
        return () -> {
            try {
                var probe = Files.createTempFile(store.incoming(), "health", "");
                Files.delete(probe);
                return Health.up().build();
            } catch (IOException e) {
                return Health.down().withDetail("directory", content.directory().toAbsolutePath().toString())
                        .withDetail("reason", e.toString()).build();
            }
        };
    }
}
