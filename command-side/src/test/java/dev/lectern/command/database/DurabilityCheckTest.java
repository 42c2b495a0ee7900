package dev.lectern.command.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.command.EventLogDatabase;
import dev.lectern.command.Servers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that acknowledges what it may lose is refused. */
class DurabilityCheckTest {

    @BeforeAll
    static void create() {
        EventLogDatabase.create("careless");
    }

    @Test
    void a_database_that_waits_for_the_disk_is_welcome() {
        assertThatCode(() -> DurabilityCheck.require(JdbcClient.create(Servers.postgres().getDatabase("postgres", "careless"))))
                .doesNotThrowAnyException();
    }

    @Test
    void one_that_answers_before_it_has_written_is_refused_with_what_to_do() {
        var administrator = JdbcClient.create(Servers.postgres().getPostgresDatabase());
        administrator.sql("ALTER DATABASE careless SET synchronous_commit = off").update();
        try {
            assertThatThrownBy(() -> DurabilityCheck.require(JdbcClient.create(Servers.postgres().getDatabase("postgres", "careless"))))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("synchronous_commit=off").hasMessageContaining("Set synchronous_commit=on");
        } finally {
            administrator.sql("ALTER DATABASE careless RESET synchronous_commit").update();
        }
    }
}
