package dev.lectern.command;

import dev.lectern.web.HttpConfiguration;
import dev.lectern.web.input.InputConfiguration;
import dev.lectern.web.performance.PerformanceConfiguration;
import dev.lectern.web.security.HeaderConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** The service that decides: write API, aggregates, EPUB import, event store, relay to Kafka. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({HttpConfiguration.class, HeaderConfiguration.class, InputConfiguration.class, PerformanceConfiguration.class})
public class CommandSideApplication {

    /** The application with its configuration's own name, so that it can share a class path with other services. */
    public static SpringApplicationBuilder builder() {
        // a system property is all that Axon asks before it calls its maker
        System.setProperty("axoniq.update-checker.disabled", "true");
        return new SpringApplicationBuilder(CommandSideApplication.class).properties("spring.config.name=command-side");
    }

    public static void main(String[] args) {
        builder().run(args);
    }
}
