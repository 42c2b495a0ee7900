package dev.lectern.command.importing;

import dev.lectern.command.epub.EpubSink;
import dev.lectern.contracts.content.ContentBatch;
import dev.lectern.contracts.content.ContentHash;
import java.io.IOException;
import java.io.InputStream;

/** Adds a book's files to what will be stored together once all of it is read. */
final class ContentStoreSink implements EpubSink {

    private final ContentBatch batch;

    ContentStoreSink(ContentBatch batch) {
        this.batch = batch;
    }

    @Override
    public ContentHash chapter(byte[] document, int from, int to) throws IOException {
        return batch.addGzipped(document, from, to);
    }

    @Override
    public ContentHash resource(InputStream content) throws IOException {
        return batch.add(content);
    }
}
