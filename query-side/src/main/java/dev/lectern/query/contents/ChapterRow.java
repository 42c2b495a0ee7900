package dev.lectern.query.contents;

import dev.lectern.contracts.content.ContentHash;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A spine document of a reader's book.
 *
 * @param number       from 1, in reading order
 * @param content      the chapter document: text, XHTML and the mapping between them
 * @param text         the plain text, by which its passages are found
 * @param extractor    the extractor whose passages are shown; {@code null} while there are none
 * @param descriptions how many it found
 */
record ChapterRow(UUID ownerId, UUID bookId, int number, String title, String href, boolean linear, ContentHash content,
                  ContentHash text, int characters, int words, @Nullable String extractor, int descriptions) {

    ChapterRow analysed(String extractor, int descriptions) {
        return new ChapterRow(ownerId, bookId, number, title, href, linear, content, text, characters, words, extractor,
                descriptions);
    }
}
