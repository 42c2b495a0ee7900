package dev.lectern.query.contents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a book's table of contents.
 *
 * @param href    path within the EPUB, with a fragment where the entry points into the middle of a document
 * @param chapter the number of the chapter it points at, or {@code null} if it points nowhere
 */
record TocEntry(String title, @Nullable String href, @Nullable Integer chapter, @Nullable List<TocEntry> children) {

    TocEntry {
        children = children == null ? List.of() : children;
    }
}
