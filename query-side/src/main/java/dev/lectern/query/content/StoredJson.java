package dev.lectern.query.content;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.content.ContentStore;
import dev.lectern.contracts.content.GzippedPart;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.query.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** JSON documents of the content store. */
@Component
public class StoredJson {

    private final ContentStore store;

    StoredJson(ContentStore store) {
        this.store = store;
    }

    /**
     * Reads a gzipped document.
     *
     * @throws Problem 503 if the store lacks it: an event names it, so it was there and should be again
     */
    public <T> T read(ContentHash hash, TypeReference<T> type) {
        try (var stream = store.openGzipped(hash).orElseThrow(StoredJson::missing)) {
            return LecternJson.MAPPER.readValue(stream, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The part of a gzipped document that can be handed out as it is stored; empty where it is stored without one.
     *
     * @throws Problem 503 if the store lacks the document
     */
    public Optional<GzippedPart> part(ContentHash hash) {
        try {
            return GzippedPart.of(Files.readAllBytes(store.gzippedFile(hash).orElseThrow(StoredJson::missing)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file that should be in the store, and isn't, is to a reader. */
    public static Problem missing() {
        return Problem.unavailable("The book's content can't be reached at the moment. Ask again in a second.");
    }
}
