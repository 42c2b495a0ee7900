package dev.lectern.query.contents;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A chapter in the list.
 *
 * @param number from 1
 * @param href   path within the EPUB
 * @param linear false for what is reached by links only
 */
record Chapter(int number, String title, String href, boolean linear, int words, int characters) {

    static Chapter of(ChapterRow row) {
        return new Chapter(row.number(), row.title(), row.href(), row.linear(), row.words(), row.characters());
    }

    /**
     * A chapter to read.
     *
     * @param xhtml sanitised; its references are relative to the book: {@code resources/…} and {@code chapters/…}
     */
    @Schema(name = "ChapterPage")
    record WithText(@JsonUnwrapped Chapter chapter, String text, String xhtml, @JsonUnwrapped Neighbours neighbours) {
    }

    /**
     * Where a page leads.
     *
     * @param previous the number of the chapter before it in the reading order
     * @param next     the one after it
     */
    record Neighbours(@Nullable Integer previous, @Nullable Integer next) {
    }
}
