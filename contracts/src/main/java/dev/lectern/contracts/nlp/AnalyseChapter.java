package dev.lectern.contracts.nlp;

import dev.lectern.contracts.content.ContentHash;

/**
 * Asks for the passages of one chapter, or of one section of a long one. The Kafka key is the text's hash.
 *
 * @param text      the whole chapter's plain text
 * @param extractor the version whose results are wanted
 * @param language  BCP 47
 * @param section   from 1
 * @param sections  into how many the chapter is cut, always between paragraphs
 * @param offset    of {@code content} in the chapter's text, UTF-16 code units
 * @param content   the section's text
 */
public record AnalyseChapter(ContentHash text, String extractor, String language, int section, int sections, int offset,
                             String content) {

    /** The CloudEvents type of these messages. */
    public static final String TYPE = "lectern.nlp.analyse-chapter.v1";
}
