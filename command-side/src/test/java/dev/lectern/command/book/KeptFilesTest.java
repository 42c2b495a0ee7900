package dev.lectern.command.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lectern.command.EventLogDatabase;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.content.DirectoryContentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.ErrorResponseException;

/** A file is there as long as a book needs it. */
class KeptFilesTest {

    private static JdbcClient jdbc;

    @TempDir
    private Path folder;

    @BeforeAll
    static void connect() {
        jdbc = JdbcClient.create(EventLogDatabase.create("kept_files").dataSource());
    }

    @Test
    void the_last_book_takes_its_file_along() throws IOException {
        var store = new DirectoryContentStore(folder);
        var files = new KeptFiles(jdbc, store);
        var content = store.store(new byte[]{1});
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();
        files.keep(content, one);
        files.keep(content, other);
        files.release(content, one);
        assertThat(store.file(content)).isPresent();
        files.release(content, other);
        assertThat(store.file(content)).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM command.kept_file").query(Integer.class).single()).isZero();
    }

    @Test
    void a_file_that_was_just_taken_away_has_to_be_sent_again() {
        var files = new KeptFiles(jdbc, new DirectoryContentStore(folder));
        var lost = catchThrowableOfType(ErrorResponseException.class, () -> files.keep(ContentHash.of("gone"), UUID.randomUUID()));
        assertThat(lost.getStatusCode().value()).isEqualTo(503);
    }

    @Test
    void whether_another_book_needs_a_file_is_read_by_index() {
        jdbc.sql("""
                INSERT INTO command.kept_file (content, book_id)
                SELECT md5((n % 25000)::text), gen_random_uuid() FROM generate_series(1, 50000) AS n
                """).update();
        jdbc.sql("ANALYZE command.kept_file").update();
        assertThat(String.join("\n", jdbc.sql("EXPLAIN " + KeptFiles.NEEDED).params("x", UUID.randomUUID()).query(String.class).list()))
                .contains("kept_file_pkey").doesNotContain("Seq Scan");
        jdbc.sql("DELETE FROM command.kept_file").update();
    }

    @Test
    void the_files_of_an_owner_are_found_by_index() {
        jdbc.sql("""
                INSERT INTO command.owned_book (owner_id, book_id, bytes, counted)
                SELECT md5((n % 1000)::text)::uuid, md5(n::text)::uuid, n, true FROM generate_series(1, 50000) AS n
                """).update();
        jdbc.sql("INSERT INTO command.kept_file (content, book_id) SELECT md5((n % 25000)::text), md5(n::text)::uuid FROM generate_series(1, 50000) AS n")
                .update();
        jdbc.sql("ANALYZE command.owned_book, command.kept_file").update();
        assertThat(String.join("\n", jdbc.sql("EXPLAIN " + KeptFiles.OF_OWNER).param(UUID.randomUUID()).query(String.class).list()))
                .contains("owned_book_pkey", "kept_file_book").doesNotContain("Seq Scan");
        jdbc.sql("TRUNCATE command.kept_file, command.owned_book").update();
    }
}
