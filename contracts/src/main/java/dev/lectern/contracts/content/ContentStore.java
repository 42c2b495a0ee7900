package dev.lectern.contracts.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Immutable bytes under the hash of what they are. What is stored never changes, so answers made of it never grow stale,
 * and the same book, chapter or picture is stored once, whoever uploads it.
 *
 * <p>Two forms: <em>raw</em> (EPUBs, pictures, fonts: already compressed) and <em>gzipped</em> (chapter documents,
 * tables of contents), which are addressed by the hash of the bytes before compression and handed out as stored, ready
 * for {@code Content-Encoding: gzip}; of some a part can be taken for another answer as it is stored ({@link GzippedPart}).
 */
public interface ContentStore {

    /** Stores the bytes unless they are there. Durable when it returns. */
    ContentHash store(byte[] bytes) throws IOException;

    /** As {@link #store(byte[])}, gzipped. */
    ContentHash storeGzipped(byte[] bytes) throws IOException;

    /**
     * Begins to force to disk what was written so far to a file of the {@link #incoming() incoming} directory, beside whatever
     * is done with it next, so that {@link #adopt} has less to wait for.
     *
     * @return fails with an {@link IOException} if the disk refuses it. Whoever adopts the file has to have waited for it: a disk
     *         need not say once more what it said once
     */
    Future<Path> force(Path incoming);

    /**
     * Moves a finished file of this store's {@link #incoming() incoming} directory to its address. Durable when it
     * returns.
     *
     * @param hash the SHA-256 that the writer computed while writing
     */
    void adopt(Path incoming, ContentHash hash) throws IOException;

    /** Starts to store several files together. */
    ContentBatch batch() throws IOException;

    /** Takes the raw bytes of a file away that nothing refers to any more. */
    void remove(ContentHash hash) throws IOException;

    /** Where uploads are written until they are {@link #adopt adopted}: on the store's own file system. */
    Path incoming() throws IOException;

    /** Takes away what uploads and imports that were killed have left in {@link #incoming()}, and nobody has touched since. */
    void sweep(Instant since) throws IOException;

    /** A local file with these raw bytes. */
    Optional<Path> file(ContentHash hash);

    /** A local file with these bytes, gzipped. */
    Optional<Path> gzippedFile(ContentHash hash);

    /** The bytes of what {@link #storeGzipped} stored, inflated. */
    Optional<InputStream> openGzipped(ContentHash hash) throws IOException;
}
