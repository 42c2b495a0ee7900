package dev.lectern.command.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Servers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Migrations that move what is there: on a database of the version before, with its rows. */
class MigrationsTest {

    private static final UUID BOOK = UUID.fromString("0a0b0000-0000-4000-8000-000000000001");
    private static final UUID OTHER_BOOK = UUID.fromString("0a0b0000-0000-4000-8000-000000000002");

    private JdbcClient jdbc = JdbcClient.create(Servers.postgres().getPostgresDatabase());
    private String database = "";

    @Test
    void books_that_wait_to_be_read_move_to_the_queue_of_their_own_and_other_work_stays() {
        at("import_queue", "212");
        schedule("import-book", "waiting", false, 0);
        schedule("import-book", "being read", true, 2);
        schedule("analyse-book", "an analysis", false, 0);
        var before = tasks("scheduled_tasks WHERE task_name = 'import-book'");

        migrateTo("230");

        assertThat(tasks("scheduled_imports")).isEqualTo(before).hasSize(2);
        assertThat(jdbc.sql("SELECT task_instance FROM command.scheduled_tasks").query(String.class).list()).containsExactly("an analysis");
        schedule("scheduled_imports", "import-book", "waiting too", false, 0);
        assertThat(jdbc.sql("INSERT INTO command.scheduled_imports SELECT * FROM command.scheduled_imports ON CONFLICT DO NOTHING").update())
                .as("it has its key").isZero();
    }

    @Test
    void files_of_books_that_are_there_are_kept_for_each_of_them() {
        at("kept_files", "230");
        uploaded(BOOK, 0, "aa");
        uploaded(OTHER_BOOK, 0, "aa");
        append(OTHER_BOOK, 1, "book.deleted", "{}");
        // sent again after it could not be read
        append(BOOK, 1, "book.import-failed", "{}");
        uploaded(BOOK, 2, "aa");

        migrateTo("231");

        assertThat(jdbc.sql("SELECT content || ' ' || book_id FROM command.kept_file").query(String.class).list())
                .containsExactlyInAnyOrder("aa " + BOOK, "aa " + OTHER_BOOK);
    }

    @Test
    void a_database_without_rows_is_brought_from_there_to_here_too() {
        at("nothing_there", "212");
        flyway().load().migrate();
        assertThat(jdbc.sql("SELECT (SELECT count(*) FROM command.scheduled_imports) + (SELECT count(*) FROM command.kept_file)")
                .query(Integer.class).single()).isZero();
    }

    /** A database of its own as that version left it. */
    private void at(String name, String version) {
        database = "migrated_" + name;
        jdbc.sql("CREATE DATABASE " + database).update();
        migrateTo(version);
        jdbc = JdbcClient.create(Servers.postgres().getDatabase("postgres", database));
    }

    private void migrateTo(String version) {
        flyway().target(version).load().migrate();
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(Servers.postgres().getJdbcUrl("postgres", database), "postgres", "")
                .locations("classpath:db/eventlog", "classpath:db/command").defaultSchema("command")
                .placeholders(Map.of("commandRole", "postgres", "queryRole", "postgres"));
    }

    private void schedule(String task, String instance, boolean picked, int failures) {
        schedule("scheduled_tasks", task, instance, picked, failures);
    }

    private void schedule(String table, String task, String instance, boolean picked, int failures) {
        jdbc.sql("""
                INSERT INTO command.%s (task_name, task_instance, task_data, execution_time, picked, picked_by, consecutive_failures, version)
                VALUES (?, ?, '\\x0102', '2026-01-01T00:00:00Z', ?, ?, ?, 7)
                """.formatted(table)).params(task, instance, picked, picked ? "an instance" : null, failures).update();
    }

    private List<String> tasks(String from) {
        return jdbc.sql("SELECT * FROM command." + from + " ORDER BY task_instance").query().listOfRows().stream()
                .map(row -> row.entrySet().stream().filter(column -> !column.getKey().equals("task_data")).toList().toString()).toList();
    }

    private void uploaded(UUID book, int sequence, String content) {
        append(book, sequence, "book.uploaded", "{\"bookId\":\"%s\",\"content\":\"%s\"}".formatted(book, content));
    }

    private void append(UUID book, int sequence, String name, String payload) {
        jdbc.sql("""
                INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
                VALUES (gen_random_uuid(), 'Book', ?, ?, ?, 1, ?::json, '{}', now())
                """).params(book.toString(), sequence, name, payload).update();
    }
}
