package dev.lectern.command.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lectern.command.Client;
import dev.lectern.command.Servers;
import dev.lectern.web.performance.SlowStatements;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CountedStatementsTest {

    private final Logger log = (Logger) LoggerFactory.getLogger(SlowStatements.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @AfterEach
    void stop() {
        log.detachAppender(logged);
    }

    @Test
    void a_requests_slow_statements_are_logged_with_their_plans_and_without_their_values() {
        try (var service = Servers.startService("lectern.postgres.slow-statement=1ns", "lectern.content.directory=" + Servers.temporaryDirectory())) {
            // who starts a service sets up logging anew
            logged.start();
            log.addAppender(logged);
            var client = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"))).newReader();
            await("a plan").atMost(Duration.ofSeconds(30)).until(() -> {
                assertThat(client.post("/api/v1/shelves", "{\"name\":\"Unspoken\"}").status()).isEqualTo(201);
                return messages().stream().anyMatch(message -> message.contains("INSERT INTO events.event") && message.contains("Insert on event"));
            });
            assertThat(messages()).noneMatch(message -> message.contains("Unspoken"));
        }
    }

    private List<String> messages() {
        return List.copyOf(logged.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
