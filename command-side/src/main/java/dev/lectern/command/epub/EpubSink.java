package dev.lectern.command.epub;

import dev.lectern.contracts.content.ContentHash;
import java.io.IOException;
import java.io.InputStream;

/** Where a book's files go while it is read, one at a time. */
public interface EpubSink {

    /**
     * Keeps a chapter document: UTF-8 JSON {@code {"text":…,"xhtml":…,"runs":[[textOffset,xhtmlOffset,length],…]}}.
     *
     * @param from where {@code "text":…,"xhtml":…} begins in it, which a chapter's page takes as it is
     * @param to   where that ends
     * @return the SHA-256 of these bytes
     */
    ContentHash chapter(byte[] document, int from, int to) throws IOException;

    /**
     * Keeps a picture, font, style sheet or recording.
     *
     * @param content to be read to its end; it throws when the archive turns out to lie, and then nothing is to be kept
     * @return the SHA-256 of the bytes read
     */
    ContentHash resource(InputStream content) throws IOException;
}
