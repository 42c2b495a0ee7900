package dev.lectern.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.EventTypes;
import dev.lectern.contracts.event.EventTypes.Stored;
import dev.lectern.contracts.json.LecternJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is stored can be read for ever: {@code examples/} holds one event of every revision that was ever written, and no
 * file in it is ever changed or removed. {@code -Dschemas.write=true} adds those of new revisions.
 */
class StoredEventsTest {

    private static final Path FOLDER = Path.of("src/test/resources/examples");
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    /** The names of all files in {@code examples/}, so that one can't get lost unseen. */
    private static final Path EVER_WRITTEN = Path.of("src/test/resources/ever-written.txt");

    @Test
    void every_revision_that_can_be_written_has_an_example() throws IOException {
        for (var event : Boolean.getBoolean("schemas.write") ? Examples.events() : List.<DomainEvent>of()) {
            var stored = EventTypes.write(event);
            var file = FOLDER.resolve(stored.name() + ".v" + stored.revision() + ".json");
            if (!Files.exists(file)) {
                Files.writeString(file, stored.json() + "\n");
            }
        }
        for (var type : EventTypes.all()) {
            var name = EventTypes.nameOf(type);
            for (int revision = 1; revision <= name.revision(); revision++) {
                assertThat(FOLDER.resolve(name.value() + ".v" + revision + ".json")).exists();
            }
        }
    }

    @Test
    void no_example_was_lost_or_added_unseen() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var names = files.map(file -> file.getFileName().toString()).sorted().toList();
            if (Boolean.getBoolean("schemas.write")) {
                Files.write(EVER_WRITTEN, names);
            }
            assertThat(Files.readAllLines(EVER_WRITTEN)).isEqualTo(names);
        }
    }

    @TestFactory
    List<DynamicTest> every_revision_ever_written_can_be_read() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                var stored = stored(file);
                var event = EventTypes.read(stored);
                var now = EventTypes.nameOf(event.getClass());
                assertThat(now.value()).isEqualTo(stored.name());
                assertThat(SCHEMAS.resolve(EventTypes.cloudEventType(stored.name(), stored.revision()) + ".json")).exists();
                if (stored.revision() == now.revision()) {
                    assertThat(event).isIn(Examples.events());
                    assertThat(LecternJson.MAPPER.readTree(EventTypes.write(event).json())).as("nothing that was stored is lost in reading")
                            .isEqualTo(LecternJson.MAPPER.readTree(stored.json()));
                }
            })).toList();
        }
    }

    private static Stored stored(Path file) throws IOException {
        var parts = file.getFileName().toString().replace(".json", "").split("\\.v(?=\\d+$)");
        return new Stored(parts[0], Integer.parseInt(parts[1]), Files.readString(file));
    }
}
