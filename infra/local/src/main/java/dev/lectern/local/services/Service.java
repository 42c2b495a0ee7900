// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.services;

import dev.lectern.local.door.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/**
 * One of the three applications, in a context of its own but on a class path that it shares with the others.
 *
 * @param application class name: this module needs the services when it runs, not when it compiles
 * @param foreign     prefixes of auto-configurations that are on the class path for another service's sake
 */
public record Service(String name, String application, List<String> foreign) {

    public static final Service COMMAND_SIDE =
            new Service("command-side", "dev.lectern.command.CommandSideApplication", List.of());
    public static final Service QUERY_SIDE = new Service("query-side", "dev.lectern.query.QuerySideApplication",
            List.of("org.axonframework.", "com.github.kagkarlsson."));
    public static final Service NLP_PROCESSOR = new Service("nlp-processor", "dev.lectern.nlp.NlpProcessorApplication",
            List.of("org.axonframework.", "com.github.kagkarlsson.", "org.springdoc.", "org.springframework.boot.jdbc.",
                    "org.springframework.boot.flyway.", "org.springframework.boot.transaction.", "org.springframework.boot.security.",
                    "org.springframework.boot.hibernate.", "org.springframework.boot.jpa.", "org.springframework.boot.data."));

    /**
     * How a processor analyses on a machine that answers readers too, unless the environment says otherwise: on half of the processors,
     * for it fills the memory that is cleaned while everybody waits, and after whoever else needs them. So it may have to wait, and a
     * chapter has time.
     */
    public static Map<String, String> besideReaders(Map<String, String> environment) {
        return Map.of(
                "lectern.nlp.workers", environment.getOrDefault("LECTERN_NLP_WORKERS",
                        Integer.toString(Math.max(1, Runtime.getRuntime().availableProcessors() / 2))),
                "lectern.nlp.nice", environment.getOrDefault("LECTERN_NLP_NICE", "true"),
                "lectern.nlp.limit", environment.getOrDefault("LECTERN_NLP_LIMIT", "4m"));
    }

    /** Returns when the service is ready. It listens on this loopback port, and has no part in the JVM's logging and signals. */
    public Running start(int port, Map<String, String> properties) throws ClassNotFoundException {
        var arguments = new ArrayList<String>();
        properties.forEach((property, value) -> arguments.add("--" + property + "=" + value));
        arguments.addAll(List.of("--server.address=127.0.0.1", "--server.port=" + port, "--spring.jmx.enabled=false",
                "--management.metrics.use-global-registry=false",
                "--" + OwnAutoConfigurations.FOREIGN + "=" + String.join(",", foreign)));
        var context = new SpringApplicationBuilder(Class.forName(application))
                .properties("spring.config.name=" + name).registerShutdownHook(false).logStartupInfo(false)
                .run(arguments.toArray(String[]::new));
        return new Running(this, (ServletWebServerApplicationContext) context);
    }

    /** A service that answers. */
    public record Running(Service service, ServletWebServerApplicationContext context) implements AutoCloseable {

        public Upstream upstream() {
            if (context.getWebServer() instanceof TomcatWebServer server) {
                return Upstream.of(service.name(), server.getTomcat().getConnector());
            }
            throw new IllegalStateException(service.name() + " does not run on Tomcat");
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
