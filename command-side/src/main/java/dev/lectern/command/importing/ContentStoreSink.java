package dev.lectern.command.importing;

import dev.lectern.command.epub.EpubSink;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.content.ContentStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.util.UUID;

/** Puts a book's files into the content store as they are read. */
final class ContentStoreSink implements EpubSink {

    private final ContentStore store;

    ContentStoreSink(ContentStore store) {
        this.store = store;
    }

    @Override
    public ContentHash chapter(byte[] document) throws IOException {
        return store.storeGzipped(document);
    }

    @Override
    public ContentHash resource(InputStream content) throws IOException {
        var digest = ContentHash.sha256();
        var file = store.incoming().resolve(UUID.randomUUID().toString());
        try {
            Files.copy(new DigestInputStream(content, digest), file);
            var hash = ContentHash.ofDigest(digest.digest());
            store.adopt(file, hash);
            return hash;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
