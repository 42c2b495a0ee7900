package dev.lectern.nlp;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The NLP processor as a service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class NlpProcessorApplication {

    public static void main(String[] arguments) {
        builder().run(arguments);
    }

    /** Ready to run, also beside other services in one JVM: its configuration has a name of its own. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(NlpProcessorApplication.class).properties("spring.config.name=nlp-processor");
    }
}
