package dev.lectern.query.contents;

import java.util.List;

/**
 * A chapter as the content store holds it.
 *
 * @param runs stretches that are the same in text and XHTML: offset in the text, offset in the XHTML, length (UTF-16)
 */
record ChapterDocument(String text, String xhtml, List<int[]> runs) {
}
