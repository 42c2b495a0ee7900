package dev.lectern.contracts.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored is found under its hash, and what isn't leaves nothing. */
class DirectoryContentStoreTest {

    @TempDir
    private Path root;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private DirectoryContentStore store;

    @BeforeEach
    void open() {
        store = new DirectoryContentStore(root);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(path -> Files.isRegularFile(path) || path.getParent().endsWith("incoming")).toList();
        }
    }

    private String inflated(ContentHash hash) throws IOException {
        try (var stream = store.openGzipped(hash).orElseThrow()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void what_was_added_is_there_after_the_commit_and_not_before() throws IOException {
        try (var batch = store.batch()) {
            var chapters = IntStream.range(0, 100).mapToObj(n -> "chapter " + n).toList();
            for (var chapter : chapters) {
                assertThat(batch.addGzipped(bytes(chapter))).isEqualTo(ContentHash.of(chapter));
            }
            var picture = batch.add(new ByteArrayInputStream(bytes("picture")));
            assertThat(picture).isEqualTo(ContentHash.of("picture"));
            assertThat(store.gzippedFile(ContentHash.of("chapter 0"))).isEmpty();
            assertThat(store.file(picture)).isEmpty();
            batch.commit();
            for (var chapter : chapters) {
                assertThat(inflated(ContentHash.of(chapter))).isEqualTo(chapter);
            }
            assertThat(store.file(picture).orElseThrow()).hasContent("picture");
        }
        assertThat(files()).hasSize(101);
    }

    @Test
    void what_is_closed_without_a_commit_leaves_nothing() throws IOException {
        try (var batch = store.batch()) {
            batch.addGzipped(bytes("chapter"));
            batch.add(new ByteArrayInputStream(bytes("picture")));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void a_file_that_breaks_off_leaves_nothing_and_the_others_stay() throws IOException {
        var broken = new SequenceInputStream(new ByteArrayInputStream(bytes("half")), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken off");
            }
        });
        try (var batch = store.batch()) {
            batch.addGzipped(bytes("chapter"));
            assertThatThrownBy(() -> batch.add(broken)).hasMessage("broken off");
            batch.commit();
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void the_same_content_is_stored_once() throws IOException {
        store.storeGzipped(bytes("chapter"));
        try (var batch = store.batch()) {
            batch.addGzipped(bytes("chapter"));
            batch.add(new ByteArrayInputStream(bytes("picture")));
            batch.add(new ByteArrayInputStream(bytes("picture")));
            batch.commit();
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void what_a_killed_import_left_is_swept_away_once_it_is_old() throws IOException {
        var killed = store.batch();
        killed.addGzipped(bytes("chapter"));
        Files.writeString(store.incoming().resolve("upload"), "half");
        store.sweep(Instant.EPOCH);
        assertThat(files()).hasSize(3);
        store.sweep(Instant.MAX.minusSeconds(1));
        assertThat(files()).isEmpty();
    }

    @Test
    void what_could_not_be_forced_to_disk_is_told() throws Exception {
        var file = Files.writeString(store.incoming().resolve("one"), "upload");
        assertThat(store.force(file)).succeedsWithin(PATIENCE).isEqualTo(file);
        Files.delete(file);
        assertThat(store.force(file)).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class).withCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void an_upload_is_adopted_and_can_be_taken_away_again() throws IOException {
        var hash = ContentHash.of("upload");
        store.adopt(Files.writeString(store.incoming().resolve("one"), "upload"), hash);
        store.adopt(Files.writeString(store.incoming().resolve("two"), "upload"), hash);
        assertThat(store.file(hash).orElseThrow()).hasContent("upload");
        store.remove(hash);
        store.remove(hash);
        assertThat(files()).isEmpty();
    }
}
