package dev.lectern.contracts.content;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Files that are stored together. None of them is in the store before {@link #commit()}; what is closed without it leaves
 * nothing.
 */
public interface ContentBatch extends Closeable {

    /** As {@link ContentStore#storeGzipped}. */
    ContentHash addGzipped(byte[] bytes) throws IOException;

    /**
     * As {@link #addGzipped(byte[])}, of which a part can be handed out as it is stored ({@link GzippedPart}).
     *
     * @param from the part's first byte
     * @param to   the one after its last
     */
    ContentHash addGzipped(byte[] bytes, int from, int to) throws IOException;

    /**
     * Adds raw bytes.
     *
     * @param content is read to its end; if that throws, nothing of it is added
     */
    ContentHash add(InputStream content) throws IOException;

    /** Puts all that was added into the store. Durable when it returns. */
    void commit() throws IOException;
}
