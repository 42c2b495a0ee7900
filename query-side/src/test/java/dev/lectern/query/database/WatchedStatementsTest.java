package dev.lectern.query.database;

import static dev.lectern.query.testing.QuerySide.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lectern.query.testing.TestPostgres;
import dev.lectern.web.performance.SlowStatements;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

class WatchedStatementsTest {

    private final Logger log = (Logger) LoggerFactory.getLogger(SlowStatements.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        log.addAppender(logged);
    }

    @AfterEach
    void stop() {
        log.detachAppender(logged);
    }

    private static JdbcClient statements(Duration slow) {
        var database = new PGSimpleDataSource();
        database.setUrl(TestPostgres.database().url());
        database.setUser("postgres");
        database.setPassword("postgres");
        return JdbcClient.create(new WatchedStatements(database, slow));
    }

    private List<String> messages() {
        return List.copyOf(logged.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void a_slow_statement_is_logged_with_its_plan_and_without_its_values() {
        var found = statements(Duration.ZERO).sql("SELECT relname FROM pg_class WHERE relname = :name AND relkind = :kind").param("name", "pg_proc").param("kind", "r")
                .query(String.class).list();

        assertThat(found).containsExactly("pg_proc");
        eventually(() -> !messages().isEmpty());
        assertThat(messages()).singleElement().asString().startsWith("a statement took")
                .contains("WHERE relname = ? AND relkind = ?", "Index Scan using pg_class_relname_nsp_index", "$1").doesNotContain("pg_proc");
    }

    @Test
    void a_statement_with_numbered_values_is_too() {
        statements(Duration.ZERO).sql("SELECT count(*) FROM pg_class WHERE relname = ?").param("pg_proc").query(Integer.class).single();

        eventually(() -> messages().stream().anyMatch(message -> message.contains("Index Only Scan")));
    }

    @Test
    void a_quick_one_is_not_worth_a_word() {
        statements(Duration.ofMinutes(1)).sql("SELECT 1").query(Integer.class).single();

        assertThat(messages()).isEmpty();
    }
}
